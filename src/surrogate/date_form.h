#pragma once

#include <array>
#include <string>
#include <string_view>

#include "surrogate/calendar.h"
#include "surrogate/date_text.h"

namespace veil::surrogate {

// `text`, which was read as `date`, with other days in it: the same order, separators, padding, case and precision.
// Weekdays move by `shift` days.
std::string Reprinted(std::string_view text, const DateText& date, const std::array<Day, 2>& days, int shift);

}  // namespace veil::surrogate
