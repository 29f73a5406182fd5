#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace veil {

// A calendar day, UTC.
using Day = std::chrono::sys_days;

// "2026-11-25" (ISO 8601 calendar date, extended form); nothing for any other text or a day that does not exist.
std::optional<Day> ParseDay(std::string_view text);
std::string DayText(Day day);

}  // namespace veil
