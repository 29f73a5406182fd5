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
  const float share = 1 / sum;
  for (float& value : row) value *= share;
}

// e to the power of x, x at most 0, to six digits: 2 to the power of a whole number times a polynomial (Taylor) for the
// rest. Plain arithmetic, so that it is done for several tags at once and gives the same bits on every machine.
float Exp(float x) {
  constexpr float kLog2E = 1.44269504F;
  const float power = std::max(x * kLog2E, -120.0F);
  const auto whole = static_cast<std::int32_t>(power - 0.5F);  // towards zero: the nearest, as power is not above 0
  const float r = (power - static_cast<float>(whole)) * 0.693147181F;
  const float rest =
      1 + r * (1 + r * (1.0F / 2 + r * (1.0F / 6 + r * (1.0F / 24 + r * (1.0F / 120 + r * (1.0F / 720))))));
  return rest * std::bit_cast<float>((whole + 127) << 23);
}

// Scores to factors, relative to the best tag, so that none overflows and the sum is at least one.
void Exponentiate(Row& row) {
  const float best = *std::max_element(row.begin(), row.begin() + kTagCount);
  for (std::size_t tag = kTagCount; tag < kRow; ++tag) row[tag] = best;
  for (float& value : row) value = Exp(value - best);
  for (std::size_t tag = kTagCount; tag < kRow; ++tag) row[tag] = 0;
}

// Each tag's share in what follows it: the transitions the other way round.
TagTransitions Turned(const TagTransitions& transitions) {
  TagTransitions turned{};
  for (std::size_t from = 0; from < kTagCount; ++from) {
    for (std::size_t to = 0; to < kTagCount; ++to) turned[to][from] = transitions[from][to];
  }
  return turned;
}

Row Times(const Row& row, const TagTransitions& transitions) {
  Row sums{};
  for (std::size_t tag = 0; tag < kTagCount; ++tag) {
    for (std::size_t other = 0; other < kRow; ++other) sums[other] += row[tag] * transitions[tag][other];
  }
  return sums;
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

void TaggerModel::Prefetch(std::span<const std::uint32_t> features) const {
  for (const std::uint32_t feature : features) __builtin_prefetch(&LineOf(feature));
}

Row TaggerModel::Scores(std::span<const std::uint32_t> features) const {
  // A token has fewer features than would make these overflow: 127 * 258.
  VEIL_CHECK(features.size() <= 258);
  std::array<std::int16_t, kRow> sums{};
  for (const std::uint32_t feature : features) {
    const Line& line = LineOf(feature);
    for (std::size_t way = 0; way < tagger_image::kWays; ++way) {
      if (line.feature[way] != feature) continue;
      for (std::size_t tag = 0; tag < kTagCount; ++tag) {
        sums[tag] = static_cast<std::int16_t>(sums[tag] + line.steps[way][tag]);
      }
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
    const Row reached = Times(tokens[t - 1], transitions);
    for (std::size_t tag = 0; tag < kRow; ++tag) tokens[t][tag] = reached[tag] * factors[t][tag];
    Normalize(tokens[t]);
  }
  // Backward: what speaks for each tag from t + 1 on.
  const TagTransitions turned = Turned(transitions);
  Row after;
  after.fill(1);
  for (std::size_t t = tokens.size(); t-- > 1;) {
    for (std::size_t tag = 0; tag < kRow; ++tag) factors[t][tag] *= after[tag];
    if (expected != nullptr) AddPairs(transitions, tokens[t - 1], factors[t], *expected);
    after = Times(factors[t], turned);
    Normalize(after);
    for (std::size_t tag = 0; tag < kRow; ++tag) tokens[t - 1][tag] *= after[tag];
    Normalize(tokens[t - 1]);
  }
}

}  // namespace veil
