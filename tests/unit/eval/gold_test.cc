#include "eval/gold.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

struct Wrong {
  std::string marked;
  std::int64_t offset;
};

TEST(GoldTest, WithoutMarkupTheTextIsLeftAndSpansPointIntoIt) {
  const auto gold = ParseGold("Seen by {{NAME_PROVIDER:Dr. Ose\xC3\xAF}} on {{DATE:3/4}}, {{KEEP:Foley}} in.");
  ASSERT_TRUE(gold);
  EXPECT_EQ(gold->text, "Seen by Dr. Ose\xC3\xAF on 3/4, Foley in.");
  const std::vector<GoldSpan> expected = {
      {{8, 17}, IdentifierType::kNameProvider}, {{21, 24}, IdentifierType::kDate}, {{26, 31}, std::nullopt}};
  EXPECT_EQ(gold->spans, expected);
}

TEST(GoldTest, WhatMayStayIsNoIdentifier) {
  const auto gold = ParseGold("{{AGE:62}} {{STATE:WA}} {{YEAR:2019}} {{KEEP:will}} {{AGE_OVER_89:93}}");
  ASSERT_TRUE(gold);
  std::vector<bool> identifiers;
  for (const GoldSpan& span : gold->spans) identifiers.push_back(span.IsIdentifier());
  EXPECT_EQ(identifiers, (std::vector<bool>{false, false, false, false, true}));
}

TEST(GoldTest, BracesOutsideOfASpanAreText) {
  const auto gold = ParseGold(R"({"a":{"id":{{ID:5}}}})");
  ASSERT_TRUE(gold);
  EXPECT_EQ(gold->text, R"({"a":{"id":5}})");
  EXPECT_EQ(gold->spans, (std::vector<GoldSpan>{{{11, 12}, IdentifierType::kId}}));
}

TEST(GoldTest, ASpanMayHoldColonsAndLineEnds) {
  const auto gold = ParseGold("{{STREET:1 A St:\nApt 2}}");
  ASSERT_TRUE(gold);
  EXPECT_EQ(gold->text, "1 A St:\nApt 2");
}

TEST(GoldTest, WrongMarkupIsRefusedWithItsPlace) {
  const Wrong cases[] = {
      {"ab {{NMAE:x}}", 5},        {"ab {{Name:x}}", 3},  {"ab {{DATE 3/4}}", 3}, {"ab {{DATE:3/4}", 3},
      {"ab {{DATE:}}", 3},         {"ab {{DATE", 3},      {"{{UNKNOWN:x}}", 2},   {"{{ID:a {{DATE:3/4}} b}}", 7},
      {"{{DATE:3/4}} {{:x}}", 15}, {"{{ID:a {{DATE:", 0},
  };
  for (const Wrong& wrong : cases) {
    const auto gold = ParseGold(wrong.marked);
    ASSERT_FALSE(gold) << wrong.marked;
    EXPECT_EQ(gold.error().code, ErrorCode::kMalformed);
    EXPECT_EQ(gold.error().offset, wrong.offset) << wrong.marked;
  }
}

TEST(GoldTest, AnnotatedTextIsUtf8) {
  const auto gold = ParseGold("ab \xE9");
  ASSERT_FALSE(gold);
  EXPECT_EQ(gold.error().code, ErrorCode::kInvalidEncoding);
  EXPECT_EQ(gold.error().offset, 3);
}

}  // namespace
}  // namespace veil
