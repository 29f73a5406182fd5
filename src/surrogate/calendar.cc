#include "surrogate/calendar.h"

#include <array>

#include "surrogate/months.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};

// Whether `word` is the name or an abbreviation of it of three letters or more.
bool Abbreviates(std::string_view word, std::string_view name) {
  return word.size() >= 3 && word.size() <= name.size() && Lower(name.substr(0, word.size())) == word;
}

// Days since 1 March of year 0, in the calendar carried backwards: years that begin in March end with their leap day,
// so a month's first day is a plain function of the month.
int DayNumber(const Day& day) {
  const int year = day.month > 2 ? day.year : day.year - 1;
  const int month = (day.month + 9) % 12;
  return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day.day - 1;
}

}  // namespace

bool IsLeapYear(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysInMonth(int year, int month) {
  if (month == 2) return IsLeapYear(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool IsValid(const Day& day) {
  return day.year > 0 && day.year < 10000 && day.month >= 1 && day.month <= 12 && day.day >= 1 &&
         day.day <= DaysInMonth(day.year, day.month);
}

Day Plus(const Day& day, int days) {
  const int number = DayNumber(day) + days;
  // The year that begins in March; the quotient may be one too great just before its end.
  int year = static_cast<int>((10000LL * number + 14780) / 3652425);
  const auto first = [](int of) { return 365 * of + of / 4 - of / 100 + of / 400; };
  if (number < first(year)) --year;
  const int in_year = number - first(year);
  const int month = (100 * in_year + 52) / 3060;
  return {year + (month >= 10 ? 1 : 0), (month + 2) % 12 + 1, in_year - (month * 306 + 5) / 10 + 1};
}

int DaysBetween(const Day& from, const Day& to) { return DayNumber(to) - DayNumber(from); }

std::optional<int> MonthOfWord(std::string_view folded) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (Abbreviates(folded, kMonths[i])) return static_cast<int>(i + 1);
  }
  const auto foreign = ForeignMonthOfWord(folded);
  return foreign ? std::optional(foreign->month) : std::nullopt;
}

std::optional<int> WeekdayOfWord(std::string_view folded) {
  if (folded.size() > 5 && folded.ends_with("days")) folded.remove_suffix(1);
  if (folded == "weds") return 2;
  if (folded == "tu") return 1;
  if (folded == "th") return 3;
  for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
    if (Abbreviates(folded, kWeekdays[i])) return static_cast<int>(i);
  }
  return std::nullopt;
}

std::string_view MonthName(int month) { return kMonths[static_cast<std::size_t>(month - 1)]; }
std::string_view WeekdayName(int weekday) { return kWeekdays[static_cast<std::size_t>(weekday)]; }

}  // namespace veil::surrogate
