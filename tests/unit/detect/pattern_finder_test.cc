#include "detect/pattern_finder.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

#include "unit/detect/pattern_oracle.h"

namespace veil {
namespace {

using Places = std::set<std::pair<std::size_t, std::uint32_t>>;  // where a match may begin, and of which expression

class Finder {
 public:
  explicit Finder(const std::vector<std::string_view>& expressions)
      : programs_(Read(expressions)), classes_(programs_), finder_(programs_, classes_) {}

  Places In(const std::string& text) {
    Places places;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if ((text[at] & '\xC0') == '\x80') continue;
      finder_.Find(text, at, text.size(), [&](std::uint32_t hit) {
        places.emplace(at, hit);
        for (std::size_t i = at; i > 0 && programs_.BeginsBefore(hit);) {
          places.emplace(--i, hit);
          if ((text[i] & '\xC0') != '\x80') break;
        }
      });
    }
    return places;
  }

  bool IsHidden(std::uint32_t expression, const std::string& text, std::size_t at) const {
    const auto before = at == 0 ? kSymbols : static_cast<unsigned char>(text[at - 1]);
    return before < kBeyondAscii && programs_.hidden_behind(expression)[before];
  }

 private:
  static ExpressionPrograms Read(const std::vector<std::string_view>& expressions) {
    ExpressionPrograms programs;
    for (const std::string_view expression : expressions) EXPECT_TRUE(programs.Add(expression)) << expression;
    return programs;
  }

  ExpressionPrograms programs_;
  ByteClasses classes_;
  PatternFinder finder_;
};

bool MatchesAt(const RE2& expression, const std::string& text, std::size_t at) {
  return expression.Match(text, at, text.size(), RE2::ANCHOR_START, nullptr, 0);
}

TEST(PatternFinder, TellsOfEveryMatchOfEveryPattern) {
  const std::vector<std::string_view> expressions = oracle::Expressions();
  Finder finder(expressions);
  std::vector<std::unique_ptr<const RE2>> compiled;
  for (const std::string_view expression : expressions) compiled.push_back(oracle::Compiled(expression));
  std::mt19937 draw(7);
  std::vector<std::string> texts = oracle::Identifiers();
  for (int i = 0; i < 100; ++i) texts.push_back(oracle::RandomText(draw, i % 2 == 0));
  for (const std::string& text : texts) {
    const Places told = finder.In(text);
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (std::uint32_t i = 0; i < expressions.size(); ++i) {
        if (told.contains({at, i}) || finder.IsHidden(i, text, at)) continue;
        ASSERT_FALSE(MatchesAt(*compiled[i], text, at)) << expressions[i] << " at " << at << " of " << text;
      }
    }
  }
}

TEST(PatternFinder, WhatIsHiddenMatchesOneCharacterEarlier) {
  const std::vector<std::string_view> expressions = oracle::Expressions();
  const Finder finder(expressions);
  std::mt19937 draw(8);
  for (std::uint32_t i = 0; i < expressions.size(); ++i) {
    const auto compiled = oracle::Compiled(expressions[i]);
    for (int round = 0; round < 50; ++round) {
      const std::string text = oracle::RandomText(draw, true) + "x@kelly.org Three Rivers 49093";
      for (std::size_t at = 1; at < text.size(); ++at) {
        if (!finder.IsHidden(i, text, at) || !MatchesAt(*compiled, text, at)) continue;
        ASSERT_TRUE(MatchesAt(*compiled, text, at - 1)) << expressions[i] << " at " << at << " of " << text;
      }
    }
  }
}

TEST(PatternFinder, InAsciiItTellsOfNothingElse) {
  Finder finder({R"(\bcat\b)", R"((?:^|[^\w])(\d{3})(?:[^\w]|$))", "(?m)^ab?$"});
  EXPECT_EQ(finder.In("cat cats\na"), (Places{{0, 0}, {9, 2}}));
  EXPECT_EQ(finder.In("123 1234 555"), (Places{{0, 1}, {8, 1}, {9, 1}}));  // from the blank or behind it
}

}  // namespace
}  // namespace veil
