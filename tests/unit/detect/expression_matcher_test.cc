#include "detect/expression_matcher.h"

#include <gtest/gtest.h>

#include <string>

#include "unit/detect/pattern_oracle.h"

namespace veil {
namespace {

using Answer = ExpressionMatcher::Answer;

// "whole|group 1|..."; a group that took no part is "-".
std::string Written(const ExpressionMatcher& matcher, const std::string& text, std::size_t groups) {
  std::string written;
  for (std::size_t i = 0; i < groups; ++i) {
    const bool has = i == 0 || matcher.HasGroup(i);
    written += (i == 0 ? "" : "|") +
               (has ? text.substr(matcher.GroupOf(i).begin, matcher.GroupOf(i).size()) : std::string("-"));
  }
  return written;
}

std::string Written(const RE2& expression, const std::string& text, std::size_t at, std::size_t groups) {
  re2::StringPiece parts[ExpressionMatcher::kGroups];
  if (!expression.Match(text, at, text.size(), RE2::ANCHOR_START, parts, static_cast<int>(groups))) return "(none)";
  std::string written;
  for (std::size_t i = 0; i < groups; ++i) {
    written += (i == 0 ? "" : "|") + (parts[i].data() == nullptr ? std::string("-") : std::string(parts[i]));
  }
  return written;
}

// One expression at all places of a text; the number of its matches.
std::size_t CompareWithRe2(std::string_view expression, const std::vector<std::string>& texts) {
  const auto compiled = oracle::Compiled(expression);
  ExpressionPrograms programs;
  const std::uint32_t number = *programs.Add(expression);
  ExpressionMatcher matcher(programs);
  const std::size_t groups = static_cast<std::size_t>(compiled->NumberOfCapturingGroups()) + 1;
  EXPECT_LE(groups, ExpressionMatcher::kGroups) << expression;
  std::size_t matches = 0;
  for (const std::string& text : texts) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      const Answer answer = matcher.Match(number, text, at, text.size());
      if (answer == Answer::kUnsure) continue;
      const std::string ours = answer == Answer::kMatch ? Written(matcher, text, groups) : "(none)";
      EXPECT_EQ(ours, Written(*compiled, text, at, groups)) << expression << " at " << at << " of " << text;
      matches += answer == Answer::kMatch ? 1 : 0;
    }
  }
  return matches;
}

TEST(ExpressionMatcher, AnswersAsRe2Does) {
  std::mt19937 draw(9);
  std::vector<std::string> texts = oracle::Identifiers();
  for (int i = 0; i < 20; ++i) texts.push_back(oracle::RandomText(draw, i % 2 == 0));
  std::size_t matching = 0;
  for (const std::string_view expression : oracle::Expressions()) {
    matching += CompareWithRe2(expression, texts) > 0 ? 1 : 0;
  }
  EXPECT_GT(matching, oracle::Expressions().size() / 2);
}

TEST(ExpressionMatcher, BeyondAsciiItIsUnsureOnlyWhereTheExpressionReadsOn) {
  ExpressionPrograms programs;
  const std::uint32_t number = *programs.Add(R"(a[^b])");
  ExpressionMatcher matcher(programs);
  EXPECT_EQ(matcher.Match(number, "a\u00E9", 0, 3), Answer::kUnsure);
  EXPECT_EQ(matcher.Match(number, "\u00E9", 0, 2), Answer::kNone);
}

TEST(ExpressionMatcher, WhatCostsTooMuchIsUnsure) {
  ExpressionPrograms programs;
  const std::uint32_t number = *programs.Add("(?:a|a)*b");
  ExpressionMatcher matcher(programs);
  EXPECT_EQ(matcher.Match(number, std::string(40, 'a'), 0, 40), Answer::kUnsure);
}

TEST(ExpressionMatcher, ALoopOverNothingEnds) {
  ExpressionPrograms programs;
  const std::uint32_t number = *programs.Add("(?:a?)*b");
  ExpressionMatcher matcher(programs);
  EXPECT_NE(matcher.Match(number, "aac", 0, 3), Answer::kMatch);
}

}  // namespace
}  // namespace veil
