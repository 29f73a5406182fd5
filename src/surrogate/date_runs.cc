#include "surrogate/date_runs.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>

#include "surrogate/date_tokens.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::size_t kTokensMax = 12;  // of one date

// Words that may stand between dates and say nothing of them.
bool MayStay(std::string_view folded) {
  static const std::unordered_set<std::string_view> kWords = {
      "and",   "or",      "to",       "for",      "a",      "an",    "the", "of",   "on",
      "in",    "at",      "by",       "eve",      "before", "after", "day", "days", "week",
      "weeks", "weekend", "weekends", "weekdays", "since",  "from",  "dob", "born", "seen"};
  return kWords.contains(folded);
}

// The digit that a scanner took for this letter; the letter itself if none.
char Unscanned(char c) {
  if (c == 'l' || c == 'I') return '1';
  if (c == 'O' || c == 'o') return '0';
  return c == 'S' ? '5' : c;
}

// With digits for letters in words that are numbers otherwise; the same size.
std::string Unscanned(std::string_view text) {
  std::string digits(text);
  for (std::size_t begin = 0; begin < digits.size();) {
    const std::size_t end = std::min(digits.find(' ', begin), digits.size());
    std::string word = digits.substr(begin, end - begin);
    const bool number = CountDigits(word) > 0;
    std::transform(word.begin(), word.end(), word.begin(), [](char c) { return Unscanned(c); });
    if (number && std::none_of(word.begin(), word.end(), IsLetter)) digits.replace(begin, word.size(), word);
    begin = end + 1;
  }
  return digits;
}

std::optional<DateText> ReadOrScan(std::string_view text, DateOrder order) {
  if (auto date = ReadDate(text, order)) return date;
  const std::string digits = Unscanned(text);
  return digits != text ? ReadDate(digits, order) : std::nullopt;
}

// The tokens of a time of day at tokens[at]: "10:30", "10:30:15"; 0: none.
std::size_t TimeAt(const std::vector<DateToken>& tokens, std::size_t at) {
  std::size_t size = 0;
  while (at + size < tokens.size() && tokens[at + size].digits() > 0 && tokens[at + size].digits() <= 2) {
    if (at + size + 1 >= tokens.size() || tokens[at + size + 1].folded != ":") return size > 0 ? size + 1 : 0;
    size += 2;
  }
  return size;
}

}  // namespace

DateRuns ReadDateRuns(std::string_view text, DateOrder order) {
  DateRuns read;
  if (auto date = ReadOrScan(text, order)) {
    read.runs.push_back({{0, text.size()}, std::move(*date)});
    return read;
  }
  const std::vector<DateToken> tokens = DateTokens(text);
  for (std::size_t i = 0; i < tokens.size();) {
    if (const std::size_t time = TimeAt(tokens, i); time > 0) {
      i += time;
      continue;
    }
    const bool begins = tokens[i].kind != DateTokenKind::kMark && !MayStay(tokens[i].folded);
    std::size_t size = begins ? std::min(kTokensMax, tokens.size() - i) : 0;
    for (; size > 0; --size) {
      const DateToken& last = tokens[i + size - 1];
      if (size == 1 && last.digits() > 0 && last.digits() < 4) continue;  // a day of no month, or no date
      if (last.kind == DateTokenKind::kMark && last.folded != ".") continue;
      const DateToken* next = i + size < tokens.size() ? &tokens[i + size] : nullptr;
      if (next != nullptr && next->folded == "/" && !next->blank_before) continue;  // the end of another date
      const Span span{tokens[i].span.begin, last.span.end};
      if (auto date = ReadOrScan(text.substr(span.begin, span.size()), order)) {
        read.runs.push_back({span, std::move(*date)});
        break;
      }
    }
    if (begins && size == 0) read.unknown.push_back(tokens[i].span);
    i += std::max<std::size_t>(size, 1);
  }
  return read;
}

}  // namespace veil::surrogate
