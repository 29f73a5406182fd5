#include "detect/pattern_context.h"

#include <algorithm>
#include <array>

namespace veil {
namespace {

constexpr std::size_t kReach = 80;  // how far context goes

char Small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool IsWordByte(char c) {
  return IsDigit(c) || (Small(c) >= 'a' && Small(c) <= 'z') || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}

bool Less(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return static_cast<unsigned char>(Small(x)) < static_cast<unsigned char>(Small(y));
  });
}

// Takes the last word off `line`; what is left ends before it. Empty when there is none.
std::string_view TakeLast(std::string_view& line) {
  std::size_t end = line.size();
  while (end > 0 && !IsWordByte(line[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && IsWordByte(line[begin - 1])) --begin;
  const std::string_view word = line.substr(begin, end - begin);
  line = line.substr(0, begin);
  return word;
}

std::string_view TakeFirst(std::string_view& line) {
  std::size_t begin = 0;
  while (begin < line.size() && !IsWordByte(line[begin])) ++begin;
  std::size_t end = begin;
  while (end < line.size() && IsWordByte(line[end])) ++end;
  const std::string_view word = line.substr(begin, end - begin);
  line = line.substr(end);
  return word;
}

// Where the clause that ends `line` begins: behind a semicolon, a bar, or a point and a blank.
std::string_view LastClause(std::string_view line) {
  for (std::size_t i = line.size(); i > 0; --i) {
    const char c = line[i - 1];
    const bool point = c == '.' && i + 1 < line.size() && line[i] == ' ';
    if (c == ';' || c == '|' || point) return line.substr(i);
  }
  return line;
}

std::string_view FirstClause(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool point = line[i] == '.' && (i + 1 == line.size() || line[i + 1] == ' ');
    if (line[i] == ';' || line[i] == '|' || point) return line.substr(0, i);
  }
  return line;
}

}  // namespace

std::string_view Identifier(const PatternMatch& match) {
  return match.text.substr(match.span.begin, match.span.size());
}

char ByteBefore(const PatternMatch& match) { return match.span.begin == 0 ? '\n' : match.text[match.span.begin - 1]; }

char ByteAfter(const PatternMatch& match) {
  return match.span.end >= match.text.size() ? '\n' : match.text[match.span.end];
}

std::string_view LineBefore(const PatternMatch& match, std::size_t size) {
  const std::size_t begin = match.span.begin - std::min(match.span.begin, size);
  const std::string_view text = match.text.substr(begin, match.span.begin - begin);
  const std::size_t line = text.rfind('\n');
  return line == std::string_view::npos ? text : text.substr(line + 1);
}

std::string_view LineAfter(const PatternMatch& match, std::size_t size) {
  const std::string_view text = match.text.substr(match.span.end, size);
  return text.substr(0, text.find('\n'));
}

std::string_view WordBefore(const PatternMatch& match, std::size_t n) {
  std::string_view line = LineBefore(match, kReach);
  for (; n > 0; --n) TakeLast(line);
  return TakeLast(line);
}

std::string_view WordAfter(const PatternMatch& match, std::size_t n) {
  std::string_view line = LineAfter(match, kReach);
  for (; n > 0; --n) TakeFirst(line);
  return TakeFirst(line);
}

bool AfterNumber(const PatternMatch& match) {
  const std::string_view line = LineBefore(match, 2);
  return line.size() == 2 && IsDigit(line[0]) && line[1] == ' ';
}

bool IsIn(WordSpan words, std::string_view word) {
  const auto at = std::lower_bound(words.begin(), words.end(), word, Less);
  return at != words.end() && !Less(word, *at);
}

bool AnyBefore(const PatternMatch& match, std::size_t n, WordSpan words) {
  std::string_view clause = LastClause(LineBefore(match, kReach));
  for (; n > 0 && !clause.empty(); --n) {
    if (IsIn(words, TakeLast(clause))) return true;
  }
  return false;
}

bool AnyAfter(const PatternMatch& match, std::size_t n, WordSpan words) {
  std::string_view clause = FirstClause(LineAfter(match, kReach));
  for (; n > 0 && !clause.empty(); --n) {
    if (IsIn(words, TakeFirst(clause))) return true;
  }
  return false;
}

int Number(std::string_view digits) {
  if (digits.size() > 4) return 0;
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

bool IsDate(int year, int month, int day) {
  if (year < 1850 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[static_cast<std::size_t>(month - 1)] + (leap && month == 2 ? 1 : 0);
}

bool IsMonthDay(int month, int day) { return IsDate(2000, month, day); }

}  // namespace veil
