#include "detect/tagger.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <string>

#include "detect/tagger_features.h"

namespace veil {
namespace {

using tagger_image::Header;
using tagger_image::kRow;
using tagger_image::kTagCount;
using tagger_image::Line;
using tagger_image::Tag;

struct Weight {
  std::uint32_t feature;
  std::size_t tag;
  int step;
};

// An image of `lines` lines with the transitions and weights given, all others 0, at the start of a line of the cache.
class Image {
 public:
  Image(const std::vector<float>& transitions, const std::vector<Weight>& weights, float scale, std::uint32_t lines = 4)
      : size_(sizeof(Header) + tagger_image::kTransitionBytes + lines * sizeof(Line)), place_(size_ / sizeof(Line)) {
    Line* const table = place_.data() + (sizeof(Header) + tagger_image::kTransitionBytes) / sizeof(Line);
    for (const Weight& weight : weights) {
      Line& line = table[tagger_image::LineOf(weight.feature, lines)];
      std::size_t way = 0;
      while (line.feature[way] != 0 && line.feature[way] != weight.feature) ++way;
      line.feature[way] = weight.feature;
      line.steps[way][weight.tag] = static_cast<std::int8_t>(weight.step);
    }
    std::memcpy(Payload(), transitions.data(), transitions.size() * sizeof(float));
    Header header;
    header.scale = scale;
    header.lines = lines;
    header.outside_max = 0.5F;
    const Digest digest = Digest::Of(std::string_view(Payload(), size_ - sizeof header));
    std::memcpy(header.payload_sha256, digest.bytes().data(), Digest::kSize);
    std::memcpy(reinterpret_cast<char*>(place_.data()), &header, sizeof header);
  }

  std::string_view view() const { return {reinterpret_cast<const char*>(place_.data()), size_}; }
  char* Payload() { return reinterpret_cast<char*>(place_.data()) + sizeof(Header); }

 private:
  std::size_t size_;
  std::vector<Line> place_;
};

TEST(TaggerModel, MarginalsAreThoseOfAllPaths) {
  std::mt19937 dice(5);
  std::normal_distribution<float> draw(0, 1.5F);
  std::vector<float> transitions(kTagCount * kRow);
  for (std::size_t i = 0; i < transitions.size(); ++i) transitions[i] = i % kRow < kTagCount ? draw(dice) : 0;
  const Image image(transitions, {}, 1);
  const TaggerModel model(image.view());
  std::vector<TaggerModel::Row> rows(3);
  for (auto& row : rows) {
    row.fill(0);
    for (std::size_t tag = 0; tag < kTagCount; ++tag) row[tag] = draw(dice);
  }
  std::vector<std::array<double, kTagCount>> expected(rows.size());
  double total = 0;
  for (std::size_t a = 0; a < kTagCount; ++a) {
    for (std::size_t b = 0; b < kTagCount; ++b) {
      for (std::size_t c = 0; c < kTagCount; ++c) {
        const double path = std::exp(static_cast<double>(rows[0][a] + rows[1][b] + rows[2][c]) +
                                     static_cast<double>(transitions[a * kRow + b] + transitions[b * kRow + c]));
        expected[0][a] += path;
        expected[1][b] += path;
        expected[2][c] += path;
        total += path;
      }
    }
  }
  model.Marginals(rows);
  for (std::size_t t = 0; t < rows.size(); ++t) {
    for (std::size_t tag = 0; tag < kTagCount; ++tag) {
      EXPECT_NEAR(static_cast<double>(rows[t][tag]), expected[t][tag] / total, 1e-4);
    }
  }
}

TEST(TaggerModel, TransitionsAreExpectedOnceBetweenTwoTokens) {
  TagTransitions transitions;
  for (auto& row : transitions) row.fill(1);
  std::vector<TagRow> rows(4);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].fill(static_cast<float>(i));
  TagTransitions expected{};
  ChainMarginals(transitions, rows, &expected);
  float sum = 0;
  for (const auto& row : expected) {
    for (std::size_t to = 0; to < kTagCount; ++to) sum += row[to];
  }
  EXPECT_NEAR(sum, 3, 1e-4);
}

TEST(TaggerModel, ScoresAddTheWeightsOfTheFeatures) {
  const std::size_t patient = static_cast<std::size_t>(Tag::kPatient);
  // 7 and 15 share a line of four.
  const Image image({}, {{7, patient, 10}, {15, patient, -4}, {15, 0, 100}}, 0.5F);
  const TaggerModel model(image.view());
  const std::vector<std::uint32_t> features = {7, 15, 23};
  EXPECT_FLOAT_EQ(model.Scores(features)[patient], 3);
  EXPECT_FLOAT_EQ(model.Scores(features)[0], 50);
}

TEST(TaggerModelDeathTest, ABrokenImageEndsTheProcess) {
  Image image({}, {}, 1);
  EXPECT_DEATH(TaggerModel{image.view().substr(0, 100)}, "");
  image.Payload()[200] = 1;
  EXPECT_DEATH(TaggerModel{image.view()}, "");
}

TEST(TaggerModel, AVeryLongTextStaysFinite) {
  std::vector<TaggerModel::Row> rows(100'000);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].fill(static_cast<float>(i % 60) - 30);
  TaggerModel::Embedded().Marginals(rows);
  for (const auto& row : rows) {
    float sum = 0;
    for (const float value : row) sum += value;
    ASSERT_NEAR(sum, 1, 1e-3);
  }
}

Findings FindIn(const std::string& text) {
  Document document;
  document.fields.emplace_back().text = PhiString(text);
  Findings found;
  EXPECT_TRUE(TaggerDetector(TaggerModel::Embedded()).Detect(document, Readings(document, Lexicon::Embedded()), found));
  return found;
}

TEST(TaggerDetector, FindsANameByItsContextAlone) {
  bool found = false;
  const std::string text = "Discussed with Dr. Zvyxqan, who agrees. Continue metformin 500 mg twice daily.";
  for (const Finding& finding : FindIn(text)) {
    const std::string words = text.substr(finding.span.begin, finding.span.size());
    found = found || words.find("Zvyxqan") != std::string::npos;
    EXPECT_EQ(words.find("metformin"), std::string::npos);
  }
  EXPECT_TRUE(found);
}

TEST(TaggerDetector, FindingsNeitherBeginNorEndWithASign) {
  const std::string text = "cc: (Ambroise Okwuosa), (Delia Marchetti-Boyd); pt seen 3/4.";
  for (const Finding& finding : FindIn(text)) {
    EXPECT_NE(std::isalnum(static_cast<unsigned char>(text[finding.span.begin])), 0);
    EXPECT_NE(std::isalnum(static_cast<unsigned char>(text[finding.span.end - 1])), 0);
  }
}

TEST(TaggerDetector, NothingIsFoundInNothing) {
  EXPECT_TRUE(FindIn("").empty());
  EXPECT_TRUE(FindIn(" \n\t ").empty());
}

}  // namespace
}  // namespace veil
