#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "surrogate/date_text.h"
#include "surrogate/date_tokens.h"
#include "surrogate/holidays.h"

namespace veil::surrogate {

// Folded words within a date that say nothing of the day: "the", "early", "morning".
bool IsDateFiller(std::string_view word);
// "to", "through": between two dates.
bool IsRangeWord(std::string_view word);
// "st", "nd", "rd", "th"
bool IsOrdinalEnd(std::string_view word);
std::optional<Season> SeasonOfWord(std::string_view word);

// Whether tokens[from..] say a time of day and nothing else: "T10:30:00.5-0500", "@ 1030 hrs", "10:30 pm".
bool IsTimeOnly(const std::vector<DateToken>& tokens, std::size_t from);

struct NamedHoliday {
  Holiday holiday = 0;
  std::size_t tokens = 0;  // 0: none is named
};

// The longest run of words and their marks from tokens[at] on that names a holiday: "St. Patrick's Day".
NamedHoliday HolidayAt(const std::vector<DateToken>& tokens, std::size_t at);

}  // namespace veil::surrogate
