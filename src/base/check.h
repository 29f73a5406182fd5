#pragma once

#include <string_view>

namespace veil {

// Says which invariant broke and ends the process without a core dump of message text.
[[noreturn]] void CheckFailed(std::string_view condition, std::string_view file, int line);

}  // namespace veil

// An invariant of the program. A failure is a defect in Veil, never bad input: stop before anything is published.
#define VEIL_CHECK(condition)                                              \
  do {                                                                     \
    if (!(condition)) ::veil::CheckFailed(#condition, __FILE__, __LINE__); \
  } while (false)
