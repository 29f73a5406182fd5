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
using tagger_image::Tag;

// An image with the transitions and weights given, all others 0.
std::string Image(const std::vector<float>& transitions, const std::vector<std::pair<std::size_t, int>>& weights,
                  float scale, float outside_max) {
  std::string payload(tagger_image::kImageBytes - sizeof(Header), '\0');
  std::memcpy(payload.data(), transitions.data(), transitions.size() * sizeof(float));
  for (const auto& [at, step] : weights) payload[tagger_image::kTransitionBytes + at] = static_cast<char>(step);
  Header header;
  header.scale = scale;
  header.outside_max = outside_max;
  const Digest digest = Digest::Of(payload);
  std::memcpy(header.payload_sha256, digest.bytes().data(), Digest::kSize);
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + payload;
}

TEST(TaggerModel, MarginalsAreThoseOfAllPaths) {
  std::mt19937 dice(5);
  std::normal_distribution<float> draw(0, 1.5F);
  std::vector<float> transitions(kTagCount * kRow);
  for (std::size_t i = 0; i < transitions.size(); ++i) transitions[i] = i % kRow < kTagCount ? draw(dice) : 0;
  const std::string image = Image(transitions, {}, 1, 0.5F);
  const TaggerModel model(image);
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

TEST(TaggerModel, ScoresAddTheWeightsOfTheFeatures) {
  const std::size_t patient = static_cast<std::size_t>(Tag::kPatient);
  const std::string image =
      Image({}, {{7 * kRow + patient, 10}, {9 * kRow + patient, -4}, {9 * kRow, 100}}, 0.5F, 0.5F);
  const TaggerModel model(image);
  const std::vector<std::uint32_t> buckets = {7, 9, 11};
  EXPECT_FLOAT_EQ(model.Scores(buckets)[patient], 3);
  EXPECT_FLOAT_EQ(model.Scores(buckets)[0], 50);
}

TEST(TaggerModelDeathTest, ABrokenImageEndsTheProcess) {
  std::string image = Image({}, {}, 1, 0.5F);
  image[image.size() / 2] = 1;
  EXPECT_DEATH(TaggerModel{image}, "");
  EXPECT_DEATH(TaggerModel{std::string_view(image).substr(0, 100)}, "");
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
