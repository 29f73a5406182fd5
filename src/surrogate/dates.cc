#include "surrogate/dates.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/fold.h"
#include "surrogate/date_form.h"
#include "surrogate/date_years.h"
#include "surrogate/draws.h"
#include "surrogate/holidays.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr int kAgeShown = 90;
// No electronic message is older: one whose latest year lies before it holds birth dates alone and does not say when it
// was written. Then this year counts as the latest, which rather takes too many years for telling than too few.
constexpr int kMessageYearMin = 1990;
constexpr int kYearAssumed = 2026;

// More than a month and less than eleven, so that no month stays, nor a day of a month; no whole weeks, so that no
// weekday does.
int DrawShift(const HmacKey& seed) {
  constexpr int kDaysInWeek = 7;
  constexpr int kWeeksMin = 5;
  constexpr int kWeeks = 42;
  const int draw = static_cast<int>(Draws(seed, "date shift", "").Below(kWeeks * (kDaysInWeek - 1)));
  return -((kWeeksMin + draw / (kDaysInWeek - 1)) * kDaysInWeek + draw % (kDaysInWeek - 1) + 1);
}

bool IsDate(const Original& original) {
  return original.type == IdentifierType::kDate || original.type == IdentifierType::kYear;
}

// Whether the words before it, or its field, say that this is when somebody was born.
bool IsBirth(const Original& original) {
  constexpr std::size_t kLook = 16;
  const std::string_view before = original.before;
  const std::string near = Lower(before.substr(before.size() - std::min(kLook, before.size())));
  const std::string path = Lower(original.field->path);
  const auto has = [](std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
  };
  return has(near, "dob") || has(near, "birth") || has(near, "born") || has(near, "d.o.b") || has(path, "birth") ||
         has(path, "pid-7");
}

// More than 0: the days of its numeric dates stand before their months; less: after them.
int DayFirstEvidence(const DateText& date) {
  int evidence = 0;
  for (std::size_t i = 0; i + 1 < date.pieces.size(); ++i) {
    const DatePiece& first = date.pieces[i];
    const DatePiece& second = date.pieces[i + 1];
    const bool year_first = i > 0 && (date.pieces[i - 1].kind == DatePieceKind::kYear);
    if (first.date != second.date || year_first) continue;
    if (first.kind == DatePieceKind::kDay && second.kind == DatePieceKind::kMonth) ++evidence;
    if (first.kind == DatePieceKind::kMonth && second.kind == DatePieceKind::kDay && second.value > 12) --evidence;
  }
  return evidence;
}

// A day that its month does not have is counted on: February 30 is March 1 or 2.
Day Rolled(const Day& day) {
  return day.day <= DaysInMonth(day.year, day.month) ? day : Plus({day.year, day.month, 1}, day.day - 1);
}

Day MiddleOfSeason(int year, int season) {
  constexpr int kMonthsOfSeason = 3;
  return {year, 1 + kMonthsOfSeason * season, 15};
}

int AgeOn(const Day& day, const Day& birth) {
  const bool before_birthday = day.month < birth.month || (day.month == birth.month && day.day < birth.day);
  return day.year - birth.year - (before_birthday ? 1 : 0);
}

// The latest of the days that has most others in the year before it: bursts of dates are the message's own, a birth or
// an expiry is one day apart.
Day DayOfMessage(std::vector<Day> days) {
  constexpr int kDaysOfMessage = 365;
  std::sort(days.begin(), days.end());
  std::size_t first = 0;
  std::size_t most = 0;
  Day best = days.back();
  for (std::size_t i = 0; i < days.size(); ++i) {
    while (DaysBetween(days[first], days[i]) > kDaysOfMessage) ++first;
    if (i - first + 1 < most) continue;
    most = i - first + 1;
    best = days[i];
  }
  return best;
}

// Without the blanks that words have left behind.
std::string Tidied(std::string text) {
  const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
  text.erase(std::unique(text.begin(), text.end(), both_blank), text.end());
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

// "a Memorial Day breakfast": "a 25 August breakfast", since "a" does not go before "August".
std::string AfterArticle(std::string_view before, std::string moved) {
  const bool article = before.ends_with(" a ") || before.ends_with(" A ");
  const std::size_t blank = moved.find(' ');
  if (!article || blank == std::string::npos || (moved[0] != 'A' && moved[0] != 'O')) return moved;
  const std::string day = moved.substr(blank + 1);
  return AllDigits(day) ? day + " " + moved.substr(0, blank) : moved;
}

}  // namespace

Dates::Dates(const Material& material) : shift_(DrawShift(material.seed)) {
  int evidence = 0;
  for (const Original& original : material.originals) {
    if (!IsDate(original)) continue;
    for (const DateRun& run : ReadDateRuns(original.text, order_).runs) evidence += DayFirstEvidence(run.date);
  }
  if (evidence > 0) order_ = DateOrder::kDayFirst;
  Learn(material.originals);
}

void Dates::Learn(Originals originals) {
  std::vector<std::pair<PartialDate, bool>> dates;  // and whether it is a birth
  for (const Original& original : originals) {
    if (!IsDate(original)) continue;
    for (const DateRun& run : ReadDateRuns(original.text, order_).runs) {
      for (const PartialDate& date : run.date.dates) {
        if (date.year < 0) continue;
        if (!date.year2) latest_year_ = std::max(latest_year_, date.year);
        dates.emplace_back(date, IsBirth(original));
      }
    }
  }
  const auto days_of = [&](bool two_digits) {
    std::vector<Day> days;
    for (const auto& [date, birth] : dates) {
      if (birth || date.month < 0 || date.day < 0 || date.year2 != two_digits) continue;
      const Day day = Rolled({YearOf(date), date.month, date.day});
      if (day.year >= kMessageYearMin) days.push_back(day);
    }
    return days;
  };
  std::vector<Day> days = days_of(false);
  if (!days.empty()) year2_latest_ = std::max_element(days.begin(), days.end())->year + 1;
  std::vector<Day> days2 = days_of(true);
  if (days.empty() && !days2.empty()) year2_latest_ = DayOfMessage(days2).year + 1;
  for (const Day& day : days_of(true)) days.push_back(day);
  has_anchor_ = !days.empty();
  if (has_anchor_) anchor_ = DayOfMessage(days);
  for (const Day& day : days) latest_year_ = std::max(latest_year_, day.year);
  if (latest_year_ < kMessageYearMin) latest_year_ = kYearAssumed;
  for (const auto& [date, birth] : dates) {
    if (date.month >= 0 && date.day >= 0) newest_ = std::max(newest_, Rolled({YearOf(date), date.month, date.day}));
  }
  if (newest_.year < latest_year_) newest_ = {latest_year_, 12, 31};
}

int Dates::YearOf(const PartialDate& date) const {
  if (!date.year2) return date.year;
  const int year = year2_latest_ / 100 * 100 + date.year;
  return year > year2_latest_ ? year - 100 : year;
}

// Of a date without a year.
Day Dates::Closest(const PartialDate& date) const {
  Day closest = anchor_;
  int distance = -1;
  const auto consider = [&](const Day& day) {
    const int away = std::abs(DaysBetween(anchor_, day));
    if (distance >= 0 && away >= distance) return;
    closest = day;
    distance = away;
  };
  constexpr int kYearsToLeap = 4;
  for (int year = anchor_.year - kYearsToLeap; year <= anchor_.year + kYearsToLeap; ++year) {
    if (date.holiday >= 0) consider(DayOfHoliday(date.holiday, year));
    if (date.season >= 0) consider(MiddleOfSeason(year, date.season));
    const int day = date.day < 0 ? 15 : date.day;
    for (int month = 1; month <= 12; ++month) {
      if (date.month >= 0 ? month != date.month : date.day < 0) continue;
      if (IsValid({year, month, day})) consider({year, month, day});
    }
  }
  // A day that no year has: "2/30".
  return distance < 0 && date.month >= 0 ? Rolled({anchor_.year, date.month, date.day}) : closest;
}

Day Dates::DayOf(const PartialDate& date) const {
  if (date.year < 0) return Closest(date);
  const int year = YearOf(date);
  if (date.holiday >= 0) return DayOfHoliday(date.holiday, year);
  if (date.season >= 0) return MiddleOfSeason(year, date.season);
  if (date.month < 0) return {year, 7, 1};
  return Rolled({year, date.month, date.day < 0 ? 15 : date.day});
}

Day Dates::Capped(const Day& day) const {
  if (AgeOn(newest_, day) < kAgeShown) return day;
  const bool before_birthday = AgeOn(newest_, {day.year, day.month, day.day}) < newest_.year - day.year;
  return Rolled({newest_.year - kAgeShown - (before_birthday ? 1 : 0), day.month, day.day});
}

Day Dates::Moved(const PartialDate& date) const {
  Day day = DayOf(date);
  if (date.year >= 0) day = Capped(day);
  day = Plus(day, shift_);
  // Winter is called by the year of its January.
  if (date.season >= 0 && date.year >= 0 && day.month == 12) day = {day.year + 1, 1, 1};
  return day;
}

Made Dates::Shifted(const Original& original) const {
  const DateRuns read = ReadDateRuns(original.text, order_);
  if (read.runs.empty() && read.unknown.empty() && !original.IsStructured()) return std::string(original.text);
  if (!read.IsUnderstood()) {
    return original.IsStructured() ? Made() : NoYearInText(original, nullptr);
  }
  std::vector<Edit> edits;
  for (const DateRun& run : read.runs) {
    std::array<Day, 2> days = {Moved(run.date.dates[0]), {}};
    if (run.date.is_range) days[1] = Moved(run.date.dates[1]);
    edits.push_back({run.span, Reprinted(run.In(original.text), run.date, days, shift_)});
  }
  const Span dated{read.runs.front().span.begin, read.runs.back().span.end};
  for (const Span& span : read.unknown) {
    if (span.begin > dated.begin && span.end < dated.end) edits.push_back({span, {}});
  }
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
  if (read.unknown.empty()) return AfterArticle(original.before, Edited(original.text, edits));
  // What stands before the first date and after the last one belonged to the words that are not understood.
  edits.front().span.begin = 0;
  edits.back().span.end = original.text.size();
  return Tidied(Edited(original.text, edits));
}

int Dates::Shown(int year) const { return std::max(year, latest_year_ - kAgeShown); }

// `assume`: a date without a year gets that of the message, if it names a month.
std::vector<std::string> Dates::Years(const DateText& date, bool assume) const {
  std::vector<std::string> years;
  for (std::size_t i = 0; i < (date.is_range ? 2U : 1U); ++i) {
    const PartialDate& of = date.dates[i];
    const bool placed = of.month >= 0 || of.holiday >= 0 || of.season >= 0;
    if (of.year < 0 && !(assume && has_anchor_ && placed)) continue;
    years.push_back(std::to_string(Shown(of.year < 0 ? Closest(of).year : YearOf(of))));
  }
  return years;
}

// The time of day that follows needs a whole date before it.
Made Dates::YearBeforeTime(const Original& original, const DateRuns& read) const {
  const DateText& date = read.runs[0].date;
  const bool plain = date.dates[0].year >= 0 && !date.is_range && date.dates[0].weekday < 0;
  if (read.runs.size() > 1 || !read.unknown.empty() || !plain || date.dates[0].holiday >= 0) return std::nullopt;
  const DateRun& run = read.runs[0];
  const Day first{Shown(YearOf(date.dates[0])), 1, 1};
  return Edited(original.text, {{run.span, Reprinted(run.In(original.text), date, {first}, 0)}});
}

Made Dates::Generalized(const Original& original) const {
  const DateRuns read = ReadDateRuns(original.text, order_);
  const bool text = !original.IsStructured();
  if (read.runs.empty()) {
    if (!text || original.glued) return std::nullopt;
    return read.unknown.empty() ? std::string(original.text) : NoYearInText(original, nullptr);
  }
  const DateRun& last = read.runs.back();
  const std::string_view rest = original.text.substr(last.span.begin + last.date.pieces.back().span.end);
  if (original.glued || (!rest.empty() && (rest[0] == 'T' || IsDigit(rest[0])))) {
    Made made = YearBeforeTime(original, read);
    return made || !text ? made : NoYearInText(original, nullptr);
  }
  std::vector<std::string> years;
  for (const DateRun& run : read.runs) {
    for (std::string& year : Years(run.date, text)) years.push_back(std::move(year));
  }
  if (years.empty()) return text ? Made(NoYearInText(original, &read.runs[0].date)) : std::nullopt;
  const auto [low, high] = std::minmax_element(years.begin(), years.end());
  std::string range = *low == *high ? *low : *low + "-" + *high;
  if (CountDigits(rest) > 0 && read.unknown.empty()) range += rest;  // a time that the identifier covers
  return text ? YearInText(original, range) : range;
}

}  // namespace veil::surrogate
