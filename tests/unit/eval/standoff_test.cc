#include "eval/standoff.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

constexpr IdentifierType kName = IdentifierType::kNamePatient;

TEST(StandoffTest, OffsetsCountCharacters) {
  const auto gold = GoldFromStandoff("\xC3\x89mile \xF0\x9F\x98\x80 saw \xE7\x8E\x8B",
                                     {{12, 13, "\xE7\x8E\x8B", kName, 1}, {0, 5, "\xC3\x89mile", kName, 2}});
  ASSERT_TRUE(gold);
  EXPECT_EQ(gold->spans, (std::vector<GoldSpan>{{{0, 6}, kName}, {{16, 19}, kName}}));
}

TEST(StandoffTest, ABlankStandsForALineEnd) {
  EXPECT_TRUE(GoldFromStandoff("Ada\nBerg", {{0, 8, "Ada Berg", kName, 1}}));
}

TEST(StandoffTest, ASpanWithinAnotherIsLeftOut) {
  const auto gold = GoldFromStandoff(
      "Ada Berg", {{4, 8, "Berg", kName, 1}, {0, 8, "Ada Berg", kName, 2}, {0, 8, "Ada Berg", kName, 3}});
  ASSERT_TRUE(gold);
  EXPECT_EQ(gold->spans, (std::vector<GoldSpan>{{{0, 8}, kName}}));
}

TEST(StandoffTest, WrongSpansAreRefusedWithTheirPlace) {
  const std::vector<std::vector<StandoffSpan>> cases = {
      {{0, 3, "Adb", kName, 7}},   // another text
      {{0, 2, "Ada", kName, 7}},   // a longer one
      {{4, 9, "Berg", kName, 7}},  // beyond the end
      {{2, 2, "", kName, 7}},      // empty
      {{3, 2, "a", kName, 7}},     // backwards
      {{0, 6, "Ada Be", kName, 1}, {4, 8, "Berg", kName, 7}},
      {{0, 8, "Ada Berg", IdentifierType::kState, 1}, {4, 8, "Berg", kName, 7}}};  // in part over another
  for (const std::vector<StandoffSpan>& spans : cases) {
    const auto gold = GoldFromStandoff("Ada Berg", spans);
    ASSERT_FALSE(gold);
    EXPECT_EQ(gold.error().code, ErrorCode::kMalformed);
    EXPECT_EQ(gold.error().offset, 7);
  }
}

}  // namespace
}  // namespace veil
