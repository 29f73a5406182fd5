#include "detect/tagger.h"

#include <algorithm>
#include <array>
#include <vector>

#include "detect/found_by_field.h"
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

// The weights of a token's features lie all over the image: they are asked for some tokens before they are added up.
std::vector<Row> Read(const TaggerFeatures& features, const TaggerModel& model) {
  constexpr std::size_t kAhead = 4;
  std::vector<Row> rows(features.size());
  std::array<TaggerFeatures::Hashes, kAhead> hashes;
  for (std::size_t i = 0; i < rows.size() + kAhead; ++i) {
    if (i >= kAhead) rows[i - kAhead] = model.Scores(hashes[i % kAhead]);
    if (i >= rows.size()) continue;
    hashes[i % kAhead] = features.At(i);
    model.Prefetch(hashes[i % kAhead]);
  }
  model.Marginals(rows);
  return rows;
}

bool IsJoin(const ReadToken& token) { return token.Is("-") || token.Is("_") || token.Is("/") || token.Is("."); }

// Part of a code: digits, or a capital letter alone.
bool IsCodePart(const ReadToken& token) {
  return token.kind == TokenKind::kNumber || token.kind == TokenKind::kMixed || (token.initial && token.capital);
}

// A code that is joined by signs without a blank is one: where a part of it is tagged, all of it is. Each token is
// looked at a few times at most, since what is joined is tagged.
void JoinCodes(const Reading& reading, std::vector<Tag>& tags) {
  const auto beside = [&](std::size_t i) { return reading[i].blanks_before == 0 && !reading[i].line_start; };
  for (std::size_t i = 0; i + 2 < tags.size(); ++i) {
    if (tags[i] != Tag::kCode || tags[i + 2] != Tag::kOutside) continue;
    if (!IsJoin(reading[i + 1]) || !IsCodePart(reading[i + 2]) || !beside(i + 1) || !beside(i + 2)) continue;
    tags[i + 1] = tags[i + 2] = Tag::kCode;
  }
  for (std::size_t i = tags.size(); i-- > 2;) {
    if (tags[i] != Tag::kCode || tags[i - 2] != Tag::kOutside) continue;
    if (!IsJoin(reading[i - 1]) || !IsCodePart(reading[i - 2]) || !beside(i - 1) || !beside(i)) continue;
    tags[i - 1] = tags[i - 2] = Tag::kCode;
  }
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
  const FoundByField by_field(found);
  for (const auto& [field, reading, scores] : readings) {
    const std::vector<Row> rows = Read(TaggerFeatures(reading, scores, by_field.In(field)), model_);
    std::vector<Tag> tags(rows.size());
    std::transform(rows.begin(), rows.end(), tags.begin(), [&](const Row& row) { return TagOfToken(row, model_); });
    JoinCodes(reading, tags);
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= tags.size(); ++i) {
      if (i < tags.size() && tags[i] == tags[begin] && !reading[i].line_start) continue;
      if (tags[begin] != Tag::kOutside) AppendRun(reading, rows, begin, i, tags[begin], field, found);
      begin = i;
    }
  }
  return {};
}

}  // namespace veil
