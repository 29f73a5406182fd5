#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "detect/pattern.h"

namespace veil {

// What stands beside a match, on its line: what validators of patterns ask. A word is a run of letters, digits and
// apostrophes; words are compared in small letters (ASCII). All look at a bounded stretch of text.

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The identifier itself.
std::string_view Identifier(const PatternMatch& match);

// The byte right before or after the identifier; a line end where the text ends.
char ByteBefore(const PatternMatch& match);
char ByteAfter(const PatternMatch& match);

// The n-th word (from 0) before or after the identifier, as it stands; empty where the line has no more.
std::string_view WordBefore(const PatternMatch& match, std::size_t n = 0);
std::string_view WordAfter(const PatternMatch& match, std::size_t n = 0);

// Up to `size` bytes of the line before or after the identifier.
std::string_view LineBefore(const PatternMatch& match, std::size_t size);
std::string_view LineAfter(const PatternMatch& match, std::size_t size);

// Whether a number stands before it with only a blank between: one of several in a row.
bool AfterNumber(const PatternMatch& match);

// A closed list of words in small letters, sorted: constexpr auto kUnits = Words("mg", "ml").
template <typename... Word>
consteval std::array<std::string_view, sizeof...(Word)> Words(const Word&... word) {
  std::array<std::string_view, sizeof...(Word)> words{word...};
  std::sort(words.begin(), words.end());
  return words;
}

using WordSpan = std::span<const std::string_view>;

bool IsIn(WordSpan words, std::string_view word);  // in any case
// Whether one of the `n` words before (after) the identifier, in the same clause, is in the list.
bool AnyBefore(const PatternMatch& match, std::size_t n, WordSpan words);
bool AnyAfter(const PatternMatch& match, std::size_t n, WordSpan words);

// The number that digits stand for; 0 for an empty text or one too long to be a year.
int Number(std::string_view digits);

// Whether the day exists in the Gregorian calendar; without a year, in a leap year. Years 1850 to 2099.
bool IsDate(int year, int month, int day);
bool IsMonthDay(int month, int day);

}  // namespace veil
