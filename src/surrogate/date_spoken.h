#pragma once

#include <cstddef>
#include <vector>

#include "message/byte_map.h"
#include "surrogate/date_tokens.h"

namespace veil::surrogate {

// Number words that say one number: "twenty three".
struct SpokenRun {
  Span span;
  int value = 0;
  bool ordinal = false;
};
using SpokenRuns = std::vector<SpokenRun>;

// The numbers that tokens[at..] say one after the other; `at` moves behind them.
SpokenRuns ReadSpokenRuns(const std::vector<DateToken>& tokens, std::size_t& at);

// The year that numbers[from..] say: "twenty", "twenty four"; "nineteen", "oh", "five"; "two thousand five"; -1: none.
int YearOfRuns(const SpokenRuns& numbers, std::size_t from);

}  // namespace veil::surrogate
