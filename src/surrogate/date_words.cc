#include "surrogate/date_words.h"

#include <string>
#include <unordered_set>

namespace veil::surrogate {

bool IsDateFiller(std::string_view word) {
  static const std::unordered_set<std::string_view> kFillers = {
      "the",           "of",      "on",        "in",      "at",    "early",  "late",  "mid", "about",  "around",
      "approximately", "approx",  "since",     "from",    "last",  "this",   "next",  "day", "year",   "week",
      "weekend",       "morning", "afternoon", "evening", "night", "before", "after", "by",  "during", "between"};
  return kFillers.contains(word);
}

bool IsRangeWord(std::string_view word) {
  return word == "to" || word == "through" || word == "thru" || word == "until" || word == "and";
}

std::optional<Season> SeasonOfWord(std::string_view word) {
  if (word == "winter") return Season::kWinter;
  if (word == "spring") return Season::kSpring;
  if (word == "summer") return Season::kSummer;
  if (word == "fall" || word == "autumn") return Season::kFall;
  return std::nullopt;
}

bool IsOrdinalEnd(std::string_view word) { return word == "st" || word == "nd" || word == "rd" || word == "th"; }

bool IsTimeOnly(const std::vector<DateToken>& tokens, std::size_t from) {
  constexpr std::size_t kNumbersMax = 6;
  constexpr std::string_view kMarks = ":.-+@,()";
  static const std::unordered_set<std::string_view> kWords = {"t",   "z",   "am",    "pm",  "a",   "p",   "m",   "h",
                                                              "hr",  "hrs", "hours", "utc", "gmt", "est", "edt", "cst",
                                                              "cdt", "mst", "mdt",   "pst", "pdt", "noon"};
  std::size_t numbers = 0;
  for (std::size_t i = from; i < tokens.size(); ++i) {
    const DateToken& token = tokens[i];
    if (token.kind == DateTokenKind::kMark && kMarks.find(token.folded) == std::string_view::npos) return false;
    if (token.kind == DateTokenKind::kWord && !kWords.contains(token.folded)) return false;
    if (token.kind != DateTokenKind::kNumber) continue;
    if (++numbers == 1) continue;
    const bool joined = tokens[i - 1].kind == DateTokenKind::kMark && !token.blank_before;
    const bool zone = tokens[i - 1].folded == "-" || tokens[i - 1].folded == "+";
    if (!joined || numbers > kNumbersMax || (IsYear(token.number) && !zone)) return false;
  }
  return true;
}

NamedHoliday HolidayAt(const std::vector<DateToken>& tokens, std::size_t at) {
  constexpr std::size_t kTokensMax = 9;
  NamedHoliday named;
  std::string squeezed;
  for (std::size_t i = 0; i < kTokensMax && at + i < tokens.size(); ++i) {
    const DateToken& token = tokens[at + i];
    const bool inner_mark = token.folded == "'" || token.folded == "." || token.folded == "-";
    if (token.kind == DateTokenKind::kNumber || (token.kind == DateTokenKind::kMark && !inner_mark)) break;
    if (token.kind != DateTokenKind::kWord) continue;
    squeezed += token.folded;
    if (const auto holiday = HolidayOfWords(squeezed)) named = {*holiday, i + 1};
  }
  return named;
}

}  // namespace veil::surrogate
