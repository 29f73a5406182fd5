#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "message/byte_map.h"

namespace veil::surrogate {

enum class DateTokenKind : std::uint8_t { kNumber, kWord, kMark };

struct DateToken {
  Span span;
  DateTokenKind kind = DateTokenKind::kMark;
  std::string folded;  // digits, the word folded, or the mark with dashes as "-"
  int number = -1;     // of at most four digits
  bool blank_before = false;

  std::size_t digits() const { return kind == DateTokenKind::kNumber ? folded.size() : 0; }
};

// Whether a number can be the year of a date.
constexpr bool IsYear(int number) { return number >= 1800 && number <= 2199; }

std::vector<DateToken> DateTokens(std::string_view text);

}  // namespace veil::surrogate
