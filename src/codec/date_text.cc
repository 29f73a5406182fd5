#include "codec/date_text.h"

#include <algorithm>

namespace veil {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

int Number(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

bool IsMonthAndDay(std::string_view digits) {
  const int month = Number(digits.substr(0, 2));
  const int day = Number(digits.substr(2, 2));
  return month <= 12 && day <= 31;
}

}  // namespace

DatePart DatePartOf(std::string_view text) {
  const auto digits = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), IsDigit) - text.begin());
  if (digits >= 8) return {IsMonthAndDay(text.substr(4, 4)) ? 8 : digits, IdentifierType::kDate};
  const auto is_part = [](char c) { return IsDigit(c) || c == '-' || c == '/' || c == '.'; };
  auto size = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_part) - text.begin());
  // A zone after a bare date (2024-0500) or year is no part of it.
  if (digits == 4 && size == 9 && text[4] == '-' && IsDigit(text[5]) && IsDigit(text[6])) size = 4;
  if (digits == 4 && size == 4) {
    const int year = Number(text.substr(0, 4));
    return {4, year >= 1800 && year < 2200 ? IdentifierType::kYear : IdentifierType::kDate};
  }
  if (size < 3 || digits == 0) return {};
  return {size, IdentifierType::kDate};
}

}  // namespace veil
