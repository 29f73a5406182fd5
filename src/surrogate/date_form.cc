#include "surrogate/date_form.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/fold.h"
#include "surrogate/months.h"
#include "surrogate/spoken.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr int kDaysInWeek = 7;

std::string TwoDigits(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string Number(int number, bool padded) { return padded ? TwoDigits(number) : std::to_string(number); }

// How a number below ten is written here.
struct Style {
  bool padded_month = false;
  bool padded_day = false;
  bool day_first = false;
};

// A day or month of ten or more does not show how a smaller one would be written: then the other number does, and
// beside a month's name the order does ("14MAR2024").
Style StyleOf(std::string_view text, const DateText& date) {
  const DatePiece* month = nullptr;
  const DatePiece* day = nullptr;
  Style style;
  bool first = true;
  for (const DatePiece& piece : date.pieces) {
    if (piece.kind == DatePieceKind::kWeekday) continue;
    if (std::exchange(first, false)) style.day_first = piece.kind == DatePieceKind::kDay;
    if (piece.kind == DatePieceKind::kMonth && month == nullptr) month = &piece;
    if (piece.kind == DatePieceKind::kDay && day == nullptr) day = &piece;
  }
  const auto is_short = [](const DatePiece* piece) { return piece != nullptr && piece->span.size() == 1; };
  const auto has_zero = [&](const DatePiece* piece) { return piece != nullptr && text[piece->span.begin] == '0'; };
  const bool numbers = month != nullptr || style.day_first;
  style.padded_month = has_zero(month) || (!is_short(month) && !is_short(day));
  style.padded_day = has_zero(day) || (numbers && !is_short(day) && !is_short(month));
  return style;
}

std::string_view OrdinalEnd(int day) {
  if (day >= 11 && day <= 13) return "th";
  return day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
}

// A name as full or as short as the one it replaces.
std::string LikeWord(std::string_view name, std::string_view written, std::string_view old_name) {
  const bool full = written.size() >= old_name.size();
  return InCase(full ? name : name.substr(0, std::min<std::size_t>(written.size(), 3)), CaseOf(written));
}

// "May" is as long as its abbreviation: it counts as one after the day ("07 MAY 2024") and as a name elsewhere.
std::string LikeMonth(int month, std::string_view written, int old_month, bool day_before) {
  constexpr std::size_t kShort = 3;
  const bool dot = written.ends_with('.');
  if (dot) written.remove_suffix(1);
  const bool english = MonthName(old_month).size() >= written.size() &&
                       Lower(MonthName(old_month).substr(0, written.size())) == Lower(written);
  if (const auto foreign = ForeignMonthOfWord(Fold(written)); foreign && !english) {
    const std::string name =
        InCase(ForeignMonthName({month, foreign->language, foreign->abbreviated}), CaseOf(written));
    return dot ? name + "." : name;
  }
  const std::string_view name = MonthName(month);
  if (MonthName(old_month).size() == kShort && (dot || day_before)) {
    std::string word = InCase(name.substr(0, kShort), CaseOf(written));
    return dot && name.size() > kShort ? word + "." : word;
  }
  std::string word = LikeWord(name, written, MonthName(old_month));
  return dot && word.size() < name.size() ? word + "." : word;
}

std::string LikeWeekday(int weekday, std::string_view written, int old_weekday) {
  const std::string_view old_name = WeekdayName(old_weekday);
  std::string word = LikeWord(WeekdayName(weekday), written, old_name);
  if (written.size() > old_name.size()) word += written.back();  // plural
  return word;
}

std::string_view JointOf(std::string_view written) { return written.find('-') == std::string_view::npos ? " " : "-"; }

std::string Spoken(const DatePiece& piece, const Day& day, bool two_digits, std::string_view written) {
  std::string words;
  switch (piece.kind) {
    case DatePieceKind::kSpokenYear:
      words =
          two_digits ? SpokenNumber(day.year % 100, false, JointOf(written)) : SpokenYear(day.year, JointOf(written));
      break;
    case DatePieceKind::kSpokenMonth:
      words = SpokenNumber(day.month, false, " ");
      break;
    default:
      words = SpokenNumber(day.day, piece.kind == DatePieceKind::kSpokenOrdinal, JointOf(written));
  }
  if (CaseOf(written) == Case::kUpper) return Upper(words);
  if (CaseOf(written) == Case::kTitle) words[0] = ToUpper(words[0]);
  return words;
}

// Mid-season months; winter is that of January.
std::string_view SeasonName(const Day& day) {
  constexpr std::string_view kSeasons[] = {"Winter", "Spring", "Summer", "Fall"};
  return kSeasons[day.month % 12 / 3];
}

// What is no day of its own is written as one: "January 3".
std::string LikeHoliday(const Day& day, std::string_view written) {
  return InCase(MonthName(day.month), CaseOf(written)) + " " + std::to_string(day.day);
}

std::string Written(const DatePiece& piece, const Day& day, bool two_digits, const Style& style, int shift,
                    std::string_view written) {
  switch (piece.kind) {
    case DatePieceKind::kYear:
      return std::to_string(day.year);
    case DatePieceKind::kYear2:
      return TwoDigits(day.year);
    case DatePieceKind::kMonth:
      return Number(day.month, style.padded_month);
    case DatePieceKind::kMonthName:
      return LikeMonth(day.month, written, piece.value, style.day_first);
    case DatePieceKind::kDay:
      return Number(day.day, style.padded_day);
    case DatePieceKind::kOrdinal:
      return std::to_string(day.day) +
             InCase(OrdinalEnd(day.day), IsUpper(written.back()) ? Case::kUpper : Case::kLower);
    case DatePieceKind::kWeekday: {
      const int weekday = ((piece.value + shift) % kDaysInWeek + kDaysInWeek) % kDaysInWeek;
      return LikeWeekday(weekday, written, piece.value);
    }
    case DatePieceKind::kHoliday:
      return LikeHoliday(day, written);
    case DatePieceKind::kSeason:
      return InCase(SeasonName(day), CaseOf(written));
    default:
      return Spoken(piece, day, two_digits, written);
  }
}

bool IsMonth(const DatePiece& piece) {
  return piece.kind == DatePieceKind::kMonth || piece.kind == DatePieceKind::kMonthName ||
         piece.kind == DatePieceKind::kSpokenMonth;
}

bool IsDay(const DatePiece& piece) {
  return piece.kind == DatePieceKind::kDay || piece.kind == DatePieceKind::kOrdinal ||
         piece.kind == DatePieceKind::kSpokenDay || piece.kind == DatePieceKind::kSpokenOrdinal;
}

// The only month of a range that names one for two days ("March 3-9", "3-9 March", "3/3-9"); null: each has its own.
const DatePiece* SharedMonth(const DateText& date) {
  const DatePiece* shared = nullptr;
  for (const DatePiece& piece : date.pieces) {
    if (!IsMonth(piece)) continue;
    if (shared != nullptr) return nullptr;
    shared = &piece;
  }
  return date.is_range ? shared : nullptr;
}

// The sign between a month and its day, as the date that has both writes it.
std::string MonthJoint(std::string_view text, const DateText& date, const DatePiece& month) {
  for (const DatePiece& piece : date.pieces) {
    if (!IsDay(piece) || piece.date != month.date) continue;
    const std::size_t begin = std::min(piece.span.end, month.span.end);
    const std::size_t end = std::max(piece.span.begin, month.span.begin);
    return std::string(text.substr(begin, end - begin));
  }
  return " ";
}

}  // namespace

std::string Reprinted(std::string_view text, const DateText& date, const std::array<Day, 2>& days, int shift) {
  const Style style = StyleOf(text, date);
  // Days of two months that shared one need the name of the other.
  const DatePiece* shared = days[0].month == days[1].month ? nullptr : SharedMonth(date);
  std::vector<Edit> edits;
  for (const DatePiece& piece : date.pieces) {
    const auto which = static_cast<std::size_t>(piece.date);
    const auto write = [&](const DatePiece& of) {
      return Written(of, days[which], date.dates[which].year2, style, shift,
                     text.substr(of.span.begin, of.span.size()));
    };
    std::string written = write(piece);
    if (shared != nullptr && IsDay(piece) && piece.date != shared->date) {
      const bool month_last = shared->date == 1;
      const std::string joint = MonthJoint(text, date, *shared);
      written = month_last ? written + joint + write(*shared) : write(*shared) + joint + written;
    }
    edits.push_back({piece.span, std::move(written)});
  }
  return Edited(text, edits);
}

}  // namespace veil::surrogate
