#pragma once

#include <optional>
#include <string_view>

#include "surrogate/calendar.h"

namespace veil::surrogate {

// A day that people name instead of its date.
using Holiday = int;

// The holiday that letters name, folded, without blanks and marks: "thanksgiving", "stpatricksday", "mardigras".
std::optional<Holiday> HolidayOfWords(std::string_view squeezed);

// The day on which it falls in a year: of feasts that follow the moon, the day that arithmetic gives, which may be one
// away from the day that was kept.
Day DayOfHoliday(Holiday holiday, int year);

}  // namespace veil::surrogate
