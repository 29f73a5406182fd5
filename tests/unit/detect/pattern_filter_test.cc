#include "detect/pattern_filter.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "detect/pattern.h"

namespace veil {
namespace {

std::vector<std::string_view> Expressions() {
  std::vector<std::string_view> expressions;
  for (const PatternFamily& family : PatternFamilies()) {
    for (const Pattern& pattern : family.patterns) expressions.push_back(pattern.expression);
  }
  return expressions;
}

// Words and signs that patterns are made of, in a row.
std::string RandomText(std::mt19937& draw) {
  static constexpr const char* kPieces[] = {"mrn",    "MRN",    "id",
                                            "no.",    "#",      ":",
                                            " ",      " ",      " ",
                                            "\n",     "12",     "3/4/2020",
                                            "-",      "555",    "0142",
                                            "(",      ")",      "May",
                                            "4th",    "badge",  "acct",
                                            "St",     "Main",   "lives",
                                            "at",     "@",      ".com",
                                            "www.",   "ninety", "year",
                                            "old",    "F",      "dob",
                                            "ssn",    "last",   "four",
                                            "seven",  "oh",     "two",
                                            "A",      "QK22",   "K",
                                            "V",      "\u2013", "\u2019",
                                            "\u212A", "\u017F", "room",
                                            "plate",  "vin",    "1HGCM82633A004352"};
  std::string text;
  const auto pieces = 4 + draw() % 20;
  for (unsigned i = 0; i < pieces; ++i) text += kPieces[draw() % std::size(kPieces)];
  return text;
}

TEST(PatternFilter, RulesOutNoPatternThatMatches) {
  const std::vector<std::string_view> expressions = Expressions();
  const PatternFilter filter(expressions);
  RE2::Options options;
  options.set_max_mem(64 << 20);
  std::vector<std::unique_ptr<const RE2>> compiled;
  for (const std::string_view expression : expressions) {
    compiled.push_back(std::make_unique<const RE2>(re2::StringPiece(expression.data(), expression.size()), options));
  }
  std::mt19937 draw(7);
  PatternFilter::Scratch scratch;
  for (int round = 0; round < 300; ++round) {
    const std::string text = RandomText(draw);
    const auto possible = filter.Possible(text, scratch);
    for (std::size_t i = 0; i < expressions.size(); ++i) {
      if (std::find(possible.begin(), possible.end(), i) != possible.end()) continue;
      ASSERT_FALSE(RE2::PartialMatch(text, *compiled[i])) << expressions[i] << " in " << text;
    }
  }
}

TEST(PatternFilter, RulesOutMostPatternsOfPlainSpeech) {
  const std::vector<std::string_view> expressions = Expressions();
  PatternFilter::Scratch scratch;
  const auto possible = PatternFilter(expressions).Possible("She felt well and went home.", scratch);
  EXPECT_LT(possible.size(), expressions.size() / 8);
}

}  // namespace
}  // namespace veil
