#include "surrogate/holidays.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <unordered_map>

#include "base/check.h"

namespace veil::surrogate {
namespace {

enum class Rule : std::uint8_t {
  kFixed,      // month, day
  kWeekday,    // the n-th (day) weekday of a month; 0: the last one
  kEaster,     // days after Easter Sunday (Gregorian)
  kHebrew,     // days after the first day of Passover
  kIslamic,    // month, day of the tabular Islamic calendar
  kNewMoon,    // the first new moon at or after month, day
  kElection,   // the Tuesday after the first Monday of November
  kVictoria,   // the Monday before 25 May
  kSuperBowl,  // the second Sunday of February, and the first one until 2021
};

struct HolidayRule {
  Rule rule = Rule::kFixed;
  int month = 0;
  int day = 0;  // or the number of days, or n
  int weekday = 0;
  int offset = 0;  // days after what the rule says
};

constexpr int kMonday = 0;
constexpr int kThursday = 3;
constexpr int kSunday = 6;

constexpr HolidayRule Fixed(int month, int day) { return {Rule::kFixed, month, day}; }
constexpr HolidayRule Nth(int month, int n, int weekday, int offset = 0) {
  return {Rule::kWeekday, month, n, weekday, offset};
}
constexpr HolidayRule Easter(int days) { return {Rule::kEaster, 0, 0, 0, days}; }
constexpr HolidayRule Hebrew(int days) { return {Rule::kHebrew, 0, 0, 0, days}; }
constexpr HolidayRule NewMoon(int month, int day) { return {Rule::kNewMoon, month, day}; }

struct HolidayRow {
  std::string_view names;  // folded, without blanks and marks, with a blank between names
  HolidayRule rule;
};

constexpr HolidayRow kHolidays[] = {
    {"newyears newyearsday newyear", Fixed(1, 1)},
    {"epiphany threekings threekingsday", Fixed(1, 6)},
    {"mlk mlkday martinlutherkingday martinlutherkingjrday", Nth(1, 3, kMonday)},
    {"lunarnewyear chinesenewyear tet seollal", NewMoon(1, 21)},
    {"groundhogday candlemas", Fixed(2, 2)},
    {"superbowl superbowlsunday", {Rule::kSuperBowl}},
    {"valentines valentinesday valentineday stvalentinesday vday", Fixed(2, 14)},
    {"presidentsday presidentday", Nth(2, 3, kMonday)},
    {"leapday", Fixed(2, 29)},
    {"purim", Hebrew(-30)},
    {"ramadan ramadhan", {Rule::kIslamic, 9, 1}},
    {"eid eidalfitr eidulfitr", {Rule::kIslamic, 10, 1}},
    {"eidaladha eiduladha", {Rule::kIslamic, 12, 10}},
    {"mardigras fattuesday shrovetuesday", Easter(-47)},
    {"ashwednesday ashwed", Easter(-46)},
    {"palmsunday", Easter(-7)},
    {"maundythursday holythursday", Easter(-3)},
    {"goodfriday", Easter(-2)},
    {"easter eastersunday eastersun easterday", Easter(0)},
    {"eastermonday eastermon", Easter(1)},
    {"ascensionday", Easter(39)},
    {"pentecost whitsun", Easter(49)},
    {"stpatricks stpatricksday stpattys stpattysday stpaddysday saintpatricksday", Fixed(3, 17)},
    {"stjosephs stjosephsday", Fixed(3, 19)},
    {"nowruz", Fixed(3, 20)},
    {"aprilfools aprilfoolsday", Fixed(4, 1)},
    {"passover pesach", Hebrew(0)},
    {"patriotsday", Nth(4, 3, kMonday)},
    {"earthday", Fixed(4, 22)},
    {"anzacday", Fixed(4, 25)},
    {"mayday", Fixed(5, 1)},
    {"cincodemayo", Fixed(5, 5)},
    {"mothersday motherday", Nth(5, 2, kSunday)},
    {"victoriaday", {Rule::kVictoria}},
    {"memorialday", Nth(5, 0, kMonday)},
    {"fathersday fatherday", Nth(6, 3, kSunday)},
    {"juneteenth", Fixed(6, 19)},
    {"canadaday", Fixed(7, 1)},
    {"independenceday", Fixed(7, 4)},
    {"bastilleday", Fixed(7, 14)},
    {"laborday labourday", Nth(9, 1, kMonday)},
    {"roshhashanah roshhashana", Hebrew(163)},
    {"yomkippur", Hebrew(172)},
    {"columbusday indigenouspeoplesday", Nth(10, 2, kMonday)},
    {"diwali deepavali", NewMoon(10, 16)},
    {"halloween allhallowseve", Fixed(10, 31)},
    {"allsaints allsaintsday", Fixed(11, 1)},
    {"allsouls allsoulsday diadelosmuertos dayofthedead", Fixed(11, 2)},
    {"guyfawkesnight bonfirenight", Fixed(11, 5)},
    {"electionday", {Rule::kElection}},
    {"veteransday veteranday armisticeday remembranceday", Fixed(11, 11)},
    {"thanksgiving thanksgivingday tgiving hmongnewyear", Nth(11, 4, kThursday)},
    {"blackfriday", Nth(11, 4, kThursday, 1)},
    {"cybermonday", Nth(11, 4, kThursday, 4)},
    {"stnicholas stnicholasday", Fixed(12, 6)},
    {"stlucia stluciaday stlucysday", Fixed(12, 13)},
    {"hanukkah chanukah", Hebrew(246)},
    {"christmaseve xmaseve nochebuena", Fixed(12, 24)},
    {"christmas christmasday xmas xmasday", Fixed(12, 25)},
    {"boxingday kwanzaa", Fixed(12, 26)},
    {"newyearseve newyeareve nye", Fixed(12, 31)},
};

using Names = std::unordered_map<std::string_view, Holiday>;

Names ReadNames() {
  Names names;
  for (std::size_t i = 0; i < std::size(kHolidays); ++i) {
    std::string_view left = kHolidays[i].names;
    while (!left.empty()) {
      const std::size_t size = std::min(left.find(' '), left.size());
      names.emplace(left.substr(0, size), static_cast<Holiday>(i));
      left.remove_prefix(std::min(size + 1, left.size()));
    }
  }
  return names;
}

// Monday is 0.
int WeekdayOf(const Day& day) {
  constexpr int kDaysInWeek = 7;
  constexpr Day kAMonday{2024, 1, 1};
  const int days = DaysBetween(kAMonday, day) % kDaysInWeek;
  return (days + kDaysInWeek) % kDaysInWeek;
}

Day NthWeekday(int year, const HolidayRule& rule) {
  constexpr int kDaysInWeek = 7;
  if (rule.day == 0) {
    const Day last{year, rule.month, DaysInMonth(year, rule.month)};
    return Plus(last, -((WeekdayOf(last) - rule.weekday + kDaysInWeek) % kDaysInWeek));
  }
  const Day first{year, rule.month, 1};
  const int ahead = (rule.weekday - WeekdayOf(first) + kDaysInWeek) % kDaysInWeek;
  return Plus(first, ahead + kDaysInWeek * (rule.day - 1));
}

// The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
Day EasterSunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int sum = h + l - 7 * m + 114;
  return {year, sum / 31, sum % 31 + 1};
}

// The first day of Passover (Meeus, chapter 9).
Day Passover(int year) {
  const int s = (3 * (year / 100) - 5) / 4;
  const int a = (12 * year + 12) % 19;
  const int b = year % 4;
  const double q = -1.904412361576 + 1.554241796621 * a + 0.25 * b - 0.003177794022 * year + s;
  const int whole = static_cast<int>(std::floor(q));
  const int weekday = (whole + 3 * year + 5 * b + 2 - s) % 7;
  const double rest = q - whole;
  int day = whole + 22;
  if (weekday == 2 || weekday == 4 || weekday == 6) {
    day += 1;
  } else if (weekday == 1 && a > 6 && rest >= 0.632870370) {
    day += 2;
  } else if (weekday == 0 && a > 11 && rest >= 0.897723765) {
    day += 1;
  }
  return Plus({year, 3, 1}, day - 1);
}

// The first of the two in a year, of the tabular calendar with 30 years of 10,631 days.
Day Islamic(int year, int month, int day) {
  constexpr Day kEpoch{622, 7, 19};
  for (int hijri = (year - 623) * 33 / 32;; ++hijri) {
    const int days = (hijri - 1) * 354 + (3 + 11 * hijri) / 30 + 29 * (month - 1) + month / 2 + day - 1;
    const Day found = Plus(kEpoch, days);
    if (found.year >= year) return found;
  }
}

// By the mean length of a month, counted from the new moon of 6 January 2000, which was at 18:14.
Day NewMoonAfter(const Day& day) {
  constexpr double kMonth = 29.530588861;
  constexpr double kFirst = 0.76;
  const double days = DaysBetween({2000, 1, 6}, day);
  const double months = std::ceil((days - kFirst) / kMonth);
  return Plus({2000, 1, 6}, static_cast<int>(std::floor(kFirst + months * kMonth)));
}

}  // namespace

std::optional<Holiday> HolidayOfWords(std::string_view squeezed) {
  static const Names kNames = ReadNames();
  const auto found = kNames.find(squeezed);
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

Day DayOfHoliday(Holiday holiday, int year) {
  const HolidayRule& rule = kHolidays[static_cast<std::size_t>(holiday)].rule;
  switch (rule.rule) {
    case Rule::kFixed:
      return rule.day <= DaysInMonth(year, rule.month) ? Day{year, rule.month, rule.day} : Day{year, rule.month + 1, 1};
    case Rule::kWeekday:
      return Plus(NthWeekday(year, rule), rule.offset);
    case Rule::kEaster:
      return Plus(EasterSunday(year), rule.offset);
    case Rule::kHebrew:
      return Plus(Passover(year), rule.offset);
    case Rule::kIslamic:
      return Islamic(year, rule.month, rule.day);
    case Rule::kNewMoon:
      return NewMoonAfter({year, rule.month, rule.day});
    case Rule::kElection:
      return Plus(NthWeekday(year, Nth(11, 1, kMonday)), 1);
    case Rule::kVictoria:
      return Plus({year, 5, 24}, -WeekdayOf({year, 5, 24}));
    case Rule::kSuperBowl:
      return NthWeekday(year, Nth(2, year > 2021 ? 2 : 1, kSunday));
  }
  VEIL_CHECK(false);
  return {};
}

}  // namespace veil::surrogate
