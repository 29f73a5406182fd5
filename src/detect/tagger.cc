#include "detect/tagger.h"

#include <algorithm>
#include <vector>

#include "detect/reading.h"
#include "detect/tagger_features.h"

namespace veil {
namespace {

using tagger_image::kTagCount;
using tagger_image::Tag;
using Row = TaggerModel::Row;

// The most probable tag other than kOutside.
Tag BestTag(const Row& row) {
  const auto best = std::max_element(row.begin() + 1, row.begin() + kTagCount);
  return static_cast<Tag>(best - row.begin());
}

Tag TagOfToken(const Row& row, const TaggerModel& model) {
  const Tag best = BestTag(row);
  return row[0] <= model.OutsideMax(best) ? best : Tag::kOutside;
}

std::vector<Row> Read(const TaggerFeatures& features, const TaggerModel& model) {
  std::vector<Row> rows(features.size());
  std::vector<std::uint32_t> buckets;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    features.At(i, buckets);
    rows[i] = model.Scores(buckets);
  }
  model.Marginals(rows);
  return rows;
}

// Tokens of one tag that follow each other on a line become one finding; signs at its ends are left out.
void AppendRun(const Reading& reading, const std::vector<Row>& rows, std::size_t begin, std::size_t end, Tag tag,
               std::size_t field, Findings& found) {
  while (begin < end && reading[begin].kind == TokenKind::kPunct) ++begin;
  while (begin < end && reading[end - 1].kind == TokenKind::kPunct) --end;
  if (begin == end) return;
  float outside = 1;
  for (std::size_t i = begin; i < end; ++i) outside = std::min(outside, rows[i][0]);
  found.push_back({field,
                   {reading[begin].span.begin, reading[end - 1].span.end},
                   tagger_image::TypeOf(tag),
                   Evidence::kTagger,
                   1 - outside});
}

}  // namespace

Result<void> TaggerDetector::Detect(const Document&, const Readings& readings, Findings& found) const {
  for (const auto& [field, reading, scores] : readings) {
    const std::vector<Row> rows = Read(TaggerFeatures(reading, scores, field, found), model_);
    std::size_t begin = 0;
    Tag open = Tag::kOutside;
    for (std::size_t i = 0; i <= rows.size(); ++i) {
      const Tag tag = i < rows.size() ? TagOfToken(rows[i], model_) : Tag::kOutside;
      if (tag == open && i < rows.size() && !reading[i].line_start) continue;
      if (open != Tag::kOutside) AppendRun(reading, rows, begin, i, open, field, found);
      open = tag;
      begin = i;
    }
  }
  return {};
}

}  // namespace veil
