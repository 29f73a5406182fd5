#include "surrogate/date_form.h"

#include <algorithm>
#include <vector>

#include "surrogate/spoken.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr int kDaysInWeek = 7;

std::string TwoDigits(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string Number(int number, bool padded) { return padded ? TwoDigits(number) : std::to_string(number); }

// Whether "1/5" would be written "01/05" here: unless a day or month of one digit says otherwise.
bool IsPadded(const DateText& date) {
  return std::none_of(date.pieces.begin(), date.pieces.end(), [](const DatePiece& piece) {
    const bool number = piece.kind == DatePieceKind::kMonth || piece.kind == DatePieceKind::kDay;
    return number && piece.span.size() == 1;
  });
}

std::string_view OrdinalEnd(int day) {
  if (day >= 11 && day <= 13) return "th";
  return day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
}

// A name as full or as short as the one it replaces.
std::string LikeWord(std::string_view name, std::string_view written, std::string_view old_name) {
  const bool full = written.size() >= old_name.size();
  return InCase(full ? name : name.substr(0, 3), CaseOf(written));
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

std::string Written(const DatePiece& piece, const Day& day, bool two_digits, bool padded, int shift,
                    std::string_view written) {
  switch (piece.kind) {
    case DatePieceKind::kYear:
      return std::to_string(day.year);
    case DatePieceKind::kYear2:
      return TwoDigits(day.year);
    case DatePieceKind::kMonth:
      return Number(day.month, padded);
    case DatePieceKind::kMonthName:
      return LikeWord(MonthName(day.month), written, MonthName(piece.value));
    case DatePieceKind::kDay:
      return Number(day.day, padded);
    case DatePieceKind::kOrdinal:
      return std::to_string(day.day) +
             InCase(OrdinalEnd(day.day), IsUpper(written.back()) ? Case::kUpper : Case::kLower);
    case DatePieceKind::kWeekday: {
      const int weekday = ((piece.value + shift) % kDaysInWeek + kDaysInWeek) % kDaysInWeek;
      return LikeWeekday(weekday, written, piece.value);
    }
    default:
      return Spoken(piece, day, two_digits, written);
  }
}

}  // namespace

std::string Reprinted(std::string_view text, const DateText& date, const std::array<Day, 2>& days, int shift) {
  const bool padded = IsPadded(date);
  std::vector<Edit> edits;
  for (const DatePiece& piece : date.pieces) {
    const auto which = static_cast<std::size_t>(piece.date);
    edits.push_back({piece.span, Written(piece, days[which], date.dates[which].year2, padded, shift,
                                         text.substr(piece.span.begin, piece.span.size()))});
  }
  return Edited(text, edits);
}

}  // namespace veil::surrogate
