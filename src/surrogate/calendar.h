#pragma once

#include <compare>
#include <optional>
#include <string_view>

namespace veil::surrogate {

// A day of the Gregorian calendar.
struct Day {
  int year = 0;
  int month = 0;
  int day = 0;

  auto operator<=>(const Day&) const = default;
};

bool IsLeapYear(int year);
int DaysInMonth(int year, int month);  // month 1..12
bool IsValid(const Day& day);
// `day` moved by `days`, earlier if negative.
Day Plus(const Day& day, int days);
int DaysBetween(const Day& from, const Day& to);

// Folded words: "mar", "march" -> 3; "sept" -> 9; French, Spanish and German ones too.
std::optional<int> MonthOfWord(std::string_view folded);
// Monday is 0: "mon", "tues", "wednesday", plurals too.
std::optional<int> WeekdayOfWord(std::string_view folded);
std::string_view MonthName(int month);      // "March"
std::string_view WeekdayName(int weekday);  // "Monday"

}  // namespace veil::surrogate
