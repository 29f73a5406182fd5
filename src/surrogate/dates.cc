#include "surrogate/dates.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "surrogate/date_form.h"
#include "surrogate/date_tokens.h"
#include "surrogate/draws.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr int kShiftMax = 365;
constexpr int kAgeShown = 90;
// No electronic message is older: one whose latest year lies before it holds birth dates alone and does not say when it
// was written. Then this year counts as the latest, which rather takes too many years for telling than too few.
constexpr int kMessageYearMin = 1990;
constexpr int kYearAssumed = 2026;

// Never 0.
int DrawShift(const HmacKey& seed) {
  const int draw = static_cast<int>(Draws(seed, "date shift", "").Below(2 * kShiftMax));
  return draw < kShiftMax ? draw - kShiftMax : draw - kShiftMax + 1;
}

// The only year of four digits in a text that is not understood ("Christmas 2021"); -1: none, or more.
int LoneYear(std::string_view text) {
  int year = -1;
  for (const DateToken& token : DateTokens(text)) {
    if (token.digits() != 4 || token.number < 1850 || token.number > 2150) continue;
    if (year >= 0 && year != token.number) return -1;
    year = token.number;
  }
  return year;
}

bool NamesMonthOnce(const DateText& date) {
  const auto is_month = [](const DatePiece& piece) {
    return piece.kind == DatePieceKind::kMonth || piece.kind == DatePieceKind::kMonthName ||
           piece.kind == DatePieceKind::kSpokenMonth;
  };
  return std::count_if(date.pieces.begin(), date.pieces.end(), is_month) == 1;
}

}  // namespace

Dates::Dates(const Material& material) : shift_(DrawShift(material.seed)) {
  for (const Original& original : material.originals) {
    const bool date = original.type == IdentifierType::kDate || original.type == IdentifierType::kYear;
    if (date) Learn(original.text);
  }
  if (latest_year_ < kMessageYearMin) {
    latest_year_ = kYearAssumed;
  } else {
    year2_latest_ = latest_year_ + 1;
  }
}

void Dates::Learn(std::string_view text) {
  const auto date = ReadDate(text);
  if (!date) {
    latest_year_ = std::max(latest_year_, LoneYear(text));
    return;
  }
  for (const PartialDate& part : date->dates) {
    if (part.year < 0 || part.year2) continue;
    const Day day{part.year, part.month, part.day};
    const auto order = [](const Day& of) { return std::tuple(of.year, of.month, of.day); };
    if (IsValid(day) && (part.year > latest_year_ || order(day) > order(latest_)) && part.year >= latest_year_) {
      latest_ = day;
    }
    latest_year_ = std::max(latest_year_, part.year);
  }
}

int Dates::YearOf(const PartialDate& date) const {
  if (!date.year2) return date.year;
  const int year = year2_latest_ / 100 * 100 + date.year;
  return year > year2_latest_ ? year - 100 : year;
}

bool Dates::DayOf(const PartialDate& date, Day& day) const {
  day = {date.year < 0 ? latest_.year : YearOf(date), date.month, date.day};
  if (date.month < 0 && date.day < 0) {
    day.month = 7;  // the middle of a year
    day.day = 1;
  } else if (date.month < 0) {
    day.month = date.day <= DaysInMonth(day.year, latest_.month) ? latest_.month : 1;
  } else if (date.day < 0) {
    day.day = 15;
  } else if (date.year < 0 && date.month == 2 && date.day == 29) {
    while (!IsLeapYear(day.year)) --day.year;
  }
  return IsValid(day);
}

Made Dates::Shifted(const Original& original) const {
  const auto date = ReadDate(original.text);
  if (!date) return std::nullopt;
  std::array<Day, 2> days;
  for (std::size_t i = 0; i < (date->is_range ? 2U : 1U); ++i) {
    if (!DayOf(date->dates[i], days[i])) return std::nullopt;
    days[i] = Plus(days[i], shift_);
  }
  // "March 3-9" names its month once, so both days must lie in one.
  if (date->is_range && days[0].month != days[1].month && NamesMonthOnce(*date)) return std::nullopt;
  return Reprinted(original.text, *date, days, shift_);
}

int Dates::Shown(int year) const { return std::max(year, latest_year_ - kAgeShown); }

std::string Dates::Years(const DateText& date) const {
  std::string years;
  for (std::size_t i = 0; i < (date.is_range ? 2U : 1U); ++i) {
    if (date.dates[i].year < 0) continue;
    const std::string year = std::to_string(Shown(YearOf(date.dates[i])));
    if (years.empty()) {
      years = year;
    } else if (years != year) {
      years += "-" + year;
    }
  }
  return years;
}

Made Dates::Generalized(const Original& original) const {
  const auto date = ReadDate(original.text);
  if (!date) {
    const int year = LoneYear(original.text);
    if (year < 0 || original.glued) return std::nullopt;
    return std::to_string(Shown(year));
  }
  const std::string_view rest = original.text.substr(date->pieces.back().span.end);
  if (original.glued || (!rest.empty() && (rest[0] == 'T' || IsDigit(rest[0])))) {
    // The time of day that follows needs a whole date before it.
    if (date->dates[0].year < 0 || date->is_range || date->dates[0].weekday >= 0) return std::nullopt;
    return Reprinted(original.text, *date, {Day{Shown(YearOf(date->dates[0])), 1, 1}}, 0);
  }
  std::string years = Years(*date);
  if (years.empty()) return std::nullopt;
  years += rest;  // a time that the identifier covers
  return years;
}

}  // namespace veil::surrogate
