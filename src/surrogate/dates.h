#pragma once

#include <string>
#include <string_view>

#include "surrogate/calendar.h"
#include "surrogate/date_text.h"
#include "surrogate/original.h"

namespace veil::surrogate {

// Dates and years.
//
// A shift moves every date of a seed by the same whole number of days, one of -365..-1 and 1..365, so intervals stay
// true; it is printed in the form of the original. What a date leaves out is assumed: the year (and month) of the
// latest full date of the message, the middle of a month, the middle of a year.
//
// Generalized, a date is its year (45 CFR 164.514(b)(2)(i)(C)). A year 90 years or more before the latest year of the
// message shows an age over 89 and becomes the latest year less 90.
class Dates final : public Maker {
 public:
  explicit Dates(const Material& material);

  Made Surrogate(const Original& original) const override { return Shifted(original); }
  Made Shifted(const Original& original) const override;
  Made Generalized(const Original& original) const override;

 private:
  void Learn(std::string_view text);
  int YearOf(const PartialDate& date) const;
  bool DayOf(const PartialDate& date, Day& day) const;
  std::string Years(const DateText& date) const;
  int Shown(int year) const;

  int shift_ = 0;
  int latest_year_ = 0;
  int year2_latest_ = 2030;  // the last year that two digits may mean, when no year of the message says more
  Day latest_{2023, 6, 15};  // a year without a leap day, when the message says none
};

}  // namespace veil::surrogate
