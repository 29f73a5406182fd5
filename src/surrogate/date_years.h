#pragma once

#include <string>
#include <string_view>

#include "surrogate/date_text.h"
#include "surrogate/original.h"

namespace veil::surrogate {

// What in running text stands for a date of which only the year may be said (45 CFR 164.514(b)(2)(i)(C)), so that it
// reads with the words around it: "2021"; after "on", "a day in 2021".
std::string YearInText(const Original& original, std::string_view years);

// For a date of which nothing may be said: "that day"; "the day", "that morning", "next week", "last year" where the
// words around it ask for it. `date` is what was understood of it; null: nothing.
std::string NoYearInText(const Original& original, const DateText* date);

}  // namespace veil::surrogate
