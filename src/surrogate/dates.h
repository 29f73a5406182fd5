#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "surrogate/calendar.h"
#include "surrogate/date_runs.h"
#include "surrogate/date_text.h"
#include "surrogate/original.h"

namespace veil::surrogate {

// Dates and years.
//
// A shift moves every date of a seed by the same whole number of days, 36 to 328 and no whole weeks, to an earlier day,
// so that nothing comes to lie in the future that did not. It is printed in the form of the original. What a date
// leaves out is assumed: the year (and month) that brings it closest to the day of the message, the middle of a month,
// the middle of a year. A birth that shows an age over 89 is moved so that it shows 90 (45 CFR 164.514(b)(2)(i)(C)).
//
// Generalized, a date is its year (the same section). A year 90 years or more before the latest year of the message
// shows an age over 89 and becomes the latest year less 90. In running text a date without a year gets that of the
// message.
class Dates final : public Maker {
 public:
  explicit Dates(const Material& material);

  Made Surrogate(const Original& original) const override { return Shifted(original); }
  Made Shifted(const Original& original) const override;
  Made Generalized(const Original& original) const override;

 private:
  void Learn(Originals originals);
  int YearOf(const PartialDate& date) const;
  Day DayOf(const PartialDate& date) const;
  Day Closest(const PartialDate& date) const;
  Day Moved(const PartialDate& date) const;
  Day Capped(const Day& day) const;
  std::vector<std::string> Years(const DateText& date, bool assume) const;
  Made YearBeforeTime(const Original& original, const DateRuns& read) const;
  int Shown(int year) const;

  int shift_ = 0;
  DateOrder order_ = DateOrder::kMonthFirst;
  int latest_year_ = 0;
  int year2_latest_ = 2030;  // the last year that two digits may mean, when no year of the message says more
  Day newest_;               // the latest day of the message
  bool has_anchor_ = false;  // the message says when it was written
  Day anchor_{2023, 6, 15};  // the day of the message; a year without a leap day, when it says none
};

}  // namespace veil::surrogate
