#include "detect/tagger_model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "base/check.h"

extern "C" {
extern const unsigned char veil_tagger_image[];
extern const unsigned char veil_tagger_image_end[];
}

namespace veil {
namespace {

using tagger_image::Header;
using tagger_image::kRow;
using tagger_image::kTagCount;
using tagger_image::Line;
using Row = TagRow;

// Makes the row sum to one. The sum cannot be zero: every factor is e to the power of something finite.
void Normalize(Row& row) {
  float sum = 0;
  for (std::size_t tag = 0; tag < kTagCount; ++tag) sum += row[tag];
  for (float& value : row) value /= sum;
}

// Scores to factors, relative to the best tag, so that none overflows and the sum is at least one.
void Exponentiate(Row& row) {
  const float best = *std::max_element(row.begin(), row.begin() + kTagCount);
  for (std::size_t tag = 0; tag < kTagCount; ++tag) row[tag] = std::exp(row[tag] - best);
  for (std::size_t tag = kTagCount; tag < kRow; ++tag) row[tag] = 0;
}

// How often each tag is expected to follow each between two tokens: one in all.
void AddPairs(const TagTransitions& transitions, const Row& before, const Row& after, TagTransitions& expected) {
  TagTransitions pairs{};
  float sum = 0;
  for (std::size_t from = 0; from < kTagCount; ++from) {
    for (std::size_t to = 0; to < kTagCount; ++to) {
      pairs[from][to] = before[from] * transitions[from][to] * after[to];
      sum += pairs[from][to];
    }
  }
  for (std::size_t from = 0; from < kTagCount; ++from) {
    for (std::size_t to = 0; to < kTagCount; ++to) expected[from][to] += pairs[from][to] / sum;
  }
}

}  // namespace

const TaggerModel& TaggerModel::Embedded() {
  static const TaggerModel model({reinterpret_cast<const char*>(veil_tagger_image),
                                  static_cast<std::size_t>(veil_tagger_image_end - veil_tagger_image)});
  return model;
}

TaggerModel::TaggerModel(std::string_view image) {
  Header header;
  VEIL_CHECK(image.size() > sizeof header + tagger_image::kTransitionBytes);
  std::memcpy(&header, image.data(), sizeof header);
  VEIL_CHECK(header.magic == tagger_image::kMagic && header.tags == kTagCount && std::has_single_bit(header.lines));
  VEIL_CHECK(image.size() == sizeof header + tagger_image::kTransitionBytes + header.lines * sizeof(Line));
  const std::string_view payload = image.substr(sizeof header);
  digest_ = Digest::Of(payload);
  VEIL_CHECK(std::equal(digest_.bytes().begin(), digest_.bytes().end(), header.payload_sha256));
  scale_ = header.scale;
  outside_max_ = header.outside_max;
  outside_max_number_ = header.outside_max_number;
  std::memcpy(transitions_.data(), payload.data(), tagger_image::kTransitionBytes);
  for (Row& row : transitions_) {
    for (float& value : row) value = std::exp(value);
  }
  const char* lines = payload.data() + tagger_image::kTransitionBytes;
  VEIL_CHECK(reinterpret_cast<std::uintptr_t>(lines) % alignof(Line) == 0);
  lines_ = {reinterpret_cast<const Line*>(lines), header.lines};
}

Row TaggerModel::Scores(std::span<const std::uint32_t> features) const {
  std::array<std::int32_t, kTagCount> sums{};
  for (const std::uint32_t feature : features) {
    const Line& line = lines_[tagger_image::LineOf(feature, static_cast<std::uint32_t>(lines_.size()))];
    for (std::size_t way = 0; way < tagger_image::kWays; ++way) {
      if (line.feature[way] != feature) continue;
      for (std::size_t tag = 0; tag < kTagCount; ++tag) sums[tag] += line.steps[way][tag];
      break;
    }
  }
  Row scores{};
  for (std::size_t tag = 0; tag < kTagCount; ++tag) scores[tag] = static_cast<float>(sums[tag]) * scale_;
  return scores;
}

void ChainMarginals(const TagTransitions& transitions, std::vector<Row>& tokens, TagTransitions* expected) {
  if (tokens.empty()) return;
  for (Row& row : tokens) Exponentiate(row);
  // Forward: tokens[t] becomes what speaks for each tag up to and with t. The factors are kept for the way back.
  std::vector<Row> factors = tokens;
  Normalize(tokens[0]);
  for (std::size_t t = 1; t < tokens.size(); ++t) {
    Row reached{};
    for (std::size_t from = 0; from < kTagCount; ++from) {
      for (std::size_t to = 0; to < kRow; ++to) reached[to] += tokens[t - 1][from] * transitions[from][to];
    }
    for (std::size_t tag = 0; tag < kRow; ++tag) tokens[t][tag] = reached[tag] * factors[t][tag];
    Normalize(tokens[t]);
  }
  // Backward: what speaks for each tag from t + 1 on.
  Row after;
  after.fill(1);
  for (std::size_t t = tokens.size(); t-- > 1;) {
    for (std::size_t tag = 0; tag < kTagCount; ++tag) factors[t][tag] *= after[tag];
    if (expected != nullptr) AddPairs(transitions, tokens[t - 1], factors[t], *expected);
    Row before{};
    for (std::size_t from = 0; from < kTagCount; ++from) {
      for (std::size_t to = 0; to < kTagCount; ++to) before[from] += transitions[from][to] * factors[t][to];
    }
    Normalize(before);
    after = before;
    for (std::size_t tag = 0; tag < kTagCount; ++tag) tokens[t - 1][tag] *= after[tag];
    Normalize(tokens[t - 1]);
  }
}

}  // namespace veil
