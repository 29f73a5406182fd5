#pragma once

#include <string_view>
#include <vector>

#include "message/byte_map.h"
#include "surrogate/date_text.h"

namespace veil::surrogate {

// A part of a text that reads as a date. The spans of `date` count from span.begin.
struct DateRun {
  Span span;
  DateText date;

  std::string_view In(std::string_view text) const { return text.substr(span.begin, span.size()); }
};

// What the text of an identifier says of dates, where it need not be one date: "Mon Wed Fri", "118823  02/29/1984",
// "Finch Monday 3/4".
struct DateRuns {
  std::vector<DateRun> runs;  // in order
  std::vector<Span> unknown;  // words and numbers between them that are not understood

  // Whether enough of the text is understood to write another in its place.
  bool IsUnderstood() const { return !runs.empty() && unknown.size() <= kUnknownMax; }

 private:
  static constexpr std::size_t kUnknownMax = 4;
};

// Reads the whole text as one date if it is one, else its longest parts that are. Digits that a scanner took for
// letters
// ("l0/l8/2O21") are read as digits. Linear.
DateRuns ReadDateRuns(std::string_view text, DateOrder order);

}  // namespace veil::surrogate
