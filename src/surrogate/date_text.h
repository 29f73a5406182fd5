#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "message/byte_map.h"

namespace veil::surrogate {

enum class DatePieceKind : std::uint8_t {
  kYear,   // four digits
  kYear2,  // two digits
  kMonth,  // number
  kMonthName,
  kDay,      // number
  kOrdinal,  // "14th", the letters included
  kWeekday,
  kSpokenYear,  // "twenty twenty four"; of two digits when Date::year2
  kSpokenMonth,
  kSpokenDay,
  kSpokenOrdinal,  // "ninth"
  kHoliday,        // "Labor Day"; the value is a Holiday
  kSeason,         // "fall"; the value is a Season
};

enum class Season : std::uint8_t { kWinter, kSpring, kSummer, kFall };

// Which of two numbers is the month, where both could be.
enum class DateOrder : std::uint8_t { kMonthFirst, kDayFirst };

// A part of a date as it stands in the text.
struct DatePiece {
  Span span;
  DatePieceKind kind = DatePieceKind::kDay;
  int date = 0;   // which of the text's dates it belongs to: 1 for the second one of a range
  int value = 0;  // weekdays: Monday is 0
};

// What is said of one date; -1: nothing.
struct PartialDate {
  int year = -1;
  bool year2 = false;  // `year` has two digits
  int month = -1;
  int day = -1;
  int weekday = -1;
  int holiday = -1;
  int season = -1;
};

struct DateText {
  std::vector<DatePiece> pieces;  // in order; what lies between them is written as it is
  std::array<PartialDate, 2> dates;
  bool is_range = false;
};

// Reads a date, or a range of two, in the forms that clinicians and their systems write: 3/4/2021, 03-04-21,
// 2021-03-04, 20210304 (HL7 v2.5.1 2.A.22, a time after it stays), 3/4, 3/2021, 4 Mar 2021, 04-MAR-21, March 4th, 2021,
// Mar '21, Tues 3/4, the 14th, Friday, 3/4-3/9, March 3-9, "january ninth twenty twenty four", "three eleven forty
// seven", Labor Day 2021, fall of 2021. Where `order` allows two readings and only one is a date, it is that one.
// Nothing when a word is not understood; whether the day exists is not asked.
std::optional<DateText> ReadDate(std::string_view text, DateOrder order = DateOrder::kMonthFirst);

}  // namespace veil::surrogate
