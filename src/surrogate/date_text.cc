#include "surrogate/date_text.h"

#include <algorithm>

#include "surrogate/calendar.h"
#include "surrogate/date_spoken.h"
#include "surrogate/date_tokens.h"
#include "surrogate/date_words.h"
#include "surrogate/spoken.h"

namespace veil::surrogate {
namespace {

bool IsMonth(int number) { return number >= 1 && number <= 12; }
bool IsDay(int number) { return number >= 1 && number <= 31; }

bool IsShortNumber(const DateToken& token) { return token.digits() == 1 || token.digits() == 2; }

class Reader {
 public:
  Reader(std::string_view text, DateOrder order) : order_(order), tokens_(DateTokens(text)) {}

  std::optional<DateText> Read() {
    while (at_ < tokens_.size()) {
      if (IsTimeAhead()) {
        if (!IsTimeOnly(tokens_, at_)) return std::nullopt;
        break;
      }
      if (!ReadNext()) return std::nullopt;
    }
    if (date_.pieces.empty()) return std::nullopt;
    ShareBetweenDates();
    return std::move(date_);
  }

 private:
  PartialDate& current() { return date_.dates[date_.is_range ? 1 : 0]; }
  const PartialDate& current() const { return date_.dates[date_.is_range ? 1 : 0]; }
  const DateToken* Peek(std::size_t ahead) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  bool PeekMark(std::size_t ahead, std::string_view mark) const {
    const DateToken* token = Peek(ahead);
    return token != nullptr && token->kind == DateTokenKind::kMark && token->folded == mark;
  }
  bool PeekMonthName(std::size_t ahead) const {
    const DateToken* token = Peek(ahead);
    if (token != nullptr && token->kind == DateTokenKind::kWord && token->folded == "of") token = Peek(ahead + 1);
    return token != nullptr && token->kind == DateTokenKind::kWord && MonthOfWord(token->folded).has_value();
  }

  // After a whole date: "T10:30", "10:30", "@ 1030", "1030".
  bool IsTimeAhead() {
    if (current().day < 0) return false;
    const DateToken& token = tokens_[at_];
    if (token.kind == DateTokenKind::kWord) return token.folded == "t" && Peek(1) != nullptr && Peek(1)->number >= 0;
    if (token.kind == DateTokenKind::kMark) return token.folded == "@";
    if (token.digits() == 4 && current().year >= 0) return token.number / 100 < 24 && token.number % 100 < 60;
    return token.digits() <= 2 && PeekMark(1, ":");
  }

  void Add(Span span, DatePieceKind kind, int value) {
    date_.pieces.push_back({span, kind, date_.is_range ? 1 : 0, value});
  }
  bool SetYear(Span span, int year, bool two_digits) {
    if (current().year >= 0) return false;
    current().year = year;
    current().year2 = two_digits;
    Add(span, two_digits ? DatePieceKind::kYear2 : DatePieceKind::kYear, year);
    return true;
  }
  bool SetMonth(Span span, int month, DatePieceKind kind) {
    if (current().month >= 0 || current().holiday >= 0 || !IsMonth(month)) return false;
    current().month = month;
    Add(span, kind, month);
    return true;
  }
  bool SetDay(Span span, int day, DatePieceKind kind) {
    if (current().day >= 0 || current().holiday >= 0 || !IsDay(day)) return false;
    current().day = day;
    Add(span, kind, day);
    return true;
  }

  bool ReadNext() {
    const DateToken& token = tokens_[at_];
    if (token.kind == DateTokenKind::kNumber) return ReadNumber(token);
    if (token.kind == DateTokenKind::kWord) return ReadWord(token);
    if (token.folded == "'") return ReadApostrophe();
    if (token.folded == "-" && IsYearAhead()) {
      at_ += 2;
      return SetYear(tokens_[at_ - 1].span, tokens_[at_ - 1].number, true);
    }
    if (token.folded == "-" && IsRangeAhead(PeekMark(1, ">") ? 2 : 1)) return BeginSecondDate();
    ++at_;
    constexpr std::string_view kMarks = "-,.()/&>";
    return kMarks.find(token.folded) != std::string_view::npos;
  }

  // The second hyphen of "04-Mar-21".
  bool IsYearAhead() const {
    const DateToken* year = Peek(1);
    if (at_ < 3 || year == nullptr || year->digits() != 2 || year->blank_before || tokens_[at_].blank_before)
      return false;
    if (current().day < 0 || current().month < 0 || current().year >= 0) return false;
    return tokens_[at_ - 1].kind == DateTokenKind::kWord && tokens_[at_ - 2].folded == "-" &&
           tokens_[at_ - 3].kind == DateTokenKind::kNumber;
  }

  bool ReadApostrophe() {
    const DateToken* next = Peek(1);
    ++at_;
    if (next == nullptr) return true;
    if (next->kind == DateTokenKind::kWord && next->folded == "s") {
      ++at_;
      return true;
    }
    if (next->digits() != 2) return false;
    ++at_;
    return SetYear(next->span, next->number, true);
  }

  bool BeginSecondDate() {
    ++at_;
    if (date_.is_range) return false;
    date_.is_range = true;
    return true;
  }

  // Whether what follows begins another date and is no part of this one: both would say the same thing.
  bool IsRangeAhead(std::size_t ahead) const {
    const PartialDate& date = current();
    const DateToken* next = Peek(ahead);
    if (next == nullptr) return false;
    if (next->kind == DateTokenKind::kWord) {
      if (MonthOfWord(next->folded)) return date.month >= 0;
      if (WeekdayOfWord(next->folded)) return date.weekday >= 0 || date.day >= 0;
      return date.day >= 0 && ReadSpoken(next->folded).has_value();
    }
    if (next->kind != DateTokenKind::kNumber) return false;
    if (IsYear(next->number) && !PeekMark(ahead + 1, "-")) return date.year >= 0;
    return date.day >= 0 && (date.month >= 0 || PeekMonthName(ahead + 1));
  }

  bool ReadHoliday() {
    const NamedHoliday named = HolidayAt(tokens_, at_);
    if (named.tokens == 0 || current().month >= 0 || current().day >= 0 || current().holiday >= 0) return false;
    current().holiday = named.holiday;
    const Span span{tokens_[at_].span.begin, tokens_[at_ + named.tokens - 1].span.end};
    Add(span, DatePieceKind::kHoliday, named.holiday);
    at_ += named.tokens;
    return true;
  }

  bool ReadSeason(const DateToken& token, Season season) {
    ++at_;
    if (current().month >= 0 || current().season >= 0 || current().holiday >= 0) return false;
    current().season = static_cast<int>(season);
    Add(token.span, DatePieceKind::kSeason, static_cast<int>(season));
    return true;
  }

  bool ReadWord(const DateToken& token) {
    if (ReadHoliday()) return true;
    if (const auto month = MonthOfWord(token.folded)) {
      if (current().month >= 0 && IsRangeAhead(0) && !BeginRangeInPlace()) return false;
      ++at_;
      // The dot of "Feb." is part of the abbreviation.
      const bool dot = PeekMark(0, ".") && !tokens_[at_].blank_before;
      const Span span{token.span.begin, dot ? tokens_[at_].span.end : token.span.end};
      if (dot) ++at_;
      return SetMonth(span, *month, DatePieceKind::kMonthName);
    }
    if (const auto weekday = WeekdayOfWord(token.folded)) {
      ++at_;
      if (current().weekday >= 0) return false;
      current().weekday = *weekday;
      Add(token.span, DatePieceKind::kWeekday, *weekday);
      return true;
    }
    if (const auto season = SeasonOfWord(token.folded)) return ReadSeason(token, *season);
    if (ReadSpoken(token.folded) || token.folded == "two") return ReadSpokenRun();
    if (IsRangeWord(token.folded) && IsRangeAhead(1)) return BeginSecondDate();
    ++at_;
    return IsDateFiller(token.folded);
  }

  bool BeginRangeInPlace() {
    if (date_.is_range) return false;
    date_.is_range = true;
    return true;
  }

  bool ReadNumber(const DateToken& token) {
    if (token.digits() >= 6) return ReadCompact(token);
    const DateToken* next = Peek(1);
    if (next != nullptr && next->kind == DateTokenKind::kWord && !next->blank_before && IsOrdinalEnd(next->folded)) {
      at_ += 2;
      return SetDay({token.span.begin, next->span.end}, token.number, DatePieceKind::kOrdinal);
    }
    if (IsGroupAhead()) return ReadGroup();
    if (tokens_.size() <= 2 && std::all_of(tokens_.begin(), tokens_.end(), IsShortNumber)) {
      at_ = tokens_.size();
      if (tokens_.size() == 2) return ReadPair(tokens_[0], tokens_[1]);
      return SetDay(token.span, token.number, DatePieceKind::kDay);
    }
    if (IsSpacedAhead()) return ReadThree(token, tokens_[at_ + 1], tokens_[at_ + 2], 3);
    ++at_;
    if (token.digits() == 4) return IsYear(token.number) && SetYear(token.span, token.number, false);
    if (token.digits() > 2) return false;
    const bool is_year = current().day >= 0 && current().month >= 0;
    if (is_year) return token.digits() == 2 && SetYear(token.span, token.number, true);
    // A number alone is a day only beside the name of a month.
    const bool range_day = next != nullptr && next->folded == "-";
    const bool named = current().month >= 0 || (date_.is_range && date_.dates[0].month >= 0);
    if (!named && !PeekMonthName(0) && !PeekMonthName(1) && !range_day) return false;
    return SetDay(token.span, token.number, DatePieceKind::kDay);
  }

  bool IsSeparator(std::size_t ahead) const {
    return PeekMark(ahead, "/") || PeekMark(ahead, "-") || PeekMark(ahead, ".");
  }
  bool IsNumberAhead(std::size_t ahead) const {
    const DateToken* token = Peek(ahead);
    return token != nullptr && token->kind == DateTokenKind::kNumber && token->digits() <= 4;
  }

  // Two numbers or three with a separator: not the days of "March 3-9" and "3-9 March".
  bool IsGroupAhead() const {
    if (!IsSeparator(1) || !IsNumberAhead(2)) return false;
    if (tokens_[at_ + 1].folded != "-" || (IsSeparator(3) && IsNumberAhead(4) && !PeekMark(3, "/"))) return true;
    const DateToken& first = tokens_[at_];
    const DateToken& second = tokens_[at_ + 2];
    if (first.digits() == 4 && second.digits() == 4) return false;
    const bool named_month = current().month >= 0 || PeekMonthName(3);
    return !named_month;
  }

  bool ReadGroup() {
    const DateToken& a = tokens_[at_];
    const DateToken& b = tokens_[at_ + 2];
    const std::string& separator = tokens_[at_ + 1].folded;
    const bool three = PeekMark(3, separator) && IsNumberAhead(4);
    if (!three) {
      at_ += 3;
      return ReadPair(a, b);
    }
    return ReadThree(a, b, tokens_[at_ + 4], 5);
  }

  // "09 28 2023".
  bool IsSpacedAhead() const {
    if (!IsNumberAhead(1) || !IsNumberAhead(2)) return false;
    const std::size_t last = tokens_[at_ + 2].digits();
    return tokens_[at_].digits() <= 2 && tokens_[at_ + 1].digits() <= 2 && (last == 2 || last == 4);
  }

  bool IsDayFirst(const DateToken& a, const DateToken& b) const {
    return a.number > 12 || (order_ == DateOrder::kDayFirst && b.number <= 12);
  }

  bool ReadThree(const DateToken& a, const DateToken& b, const DateToken& c, std::size_t tokens) {
    at_ += tokens;
    if (a.digits() == 4) {
      return IsYear(a.number) && SetYear(a.span, a.number, false) &&
             SetMonth(b.span, b.number, DatePieceKind::kMonth) && SetDay(c.span, c.number, DatePieceKind::kDay);
    }
    if (a.number > 31 && c.digits() == 2) {
      return SetYear(a.span, a.number, true) && SetMonth(b.span, b.number, DatePieceKind::kMonth) &&
             SetDay(c.span, c.number, DatePieceKind::kDay);
    }
    const bool day_first = IsDayFirst(a, b);
    const DateToken& month = day_first ? b : a;
    const DateToken& day = day_first ? a : b;
    const bool year4 = c.digits() == 4;
    if (c.digits() == 3 || c.digits() == 1 || (year4 && !IsYear(c.number))) return false;
    const bool set = day_first ? SetDay(day.span, day.number, DatePieceKind::kDay) &&
                                     SetMonth(month.span, month.number, DatePieceKind::kMonth)
                               : SetMonth(month.span, month.number, DatePieceKind::kMonth) &&
                                     SetDay(day.span, day.number, DatePieceKind::kDay);
    return set && SetYear(c.span, c.number, !year4);
  }

  bool ReadPair(const DateToken& a, const DateToken& b) {
    if (a.digits() == 4) {
      return IsYear(a.number) && SetYear(a.span, a.number, false) && SetMonth(b.span, b.number, DatePieceKind::kMonth);
    }
    if (b.digits() == 4 || (b.digits() == 2 && b.number > 31)) {
      return SetMonth(a.span, a.number, DatePieceKind::kMonth) && (b.digits() == 2 || IsYear(b.number)) &&
             SetYear(b.span, b.number, b.digits() == 2);
    }
    if (IsDayFirst(a, b)) {
      return SetDay(a.span, a.number, DatePieceKind::kDay) && SetMonth(b.span, b.number, DatePieceKind::kMonth);
    }
    return SetMonth(a.span, a.number, DatePieceKind::kMonth) && SetDay(b.span, b.number, DatePieceKind::kDay);
  }

  // YYYYMMDD, with a time or not; YYYYMM; MMDDYYYY; MMDDYY.
  bool ReadCompact(const DateToken& token) {
    const auto part = [&](std::size_t from, std::size_t size) { return std::stoi(token.folded.substr(from, size)); };
    const auto span = [&](std::size_t from, std::size_t size) {
      return Span{token.span.begin + from, token.span.begin + from + size};
    };
    ++at_;
    const bool year_first = IsYear(part(0, 4)) && IsMonth(part(4, 2));
    if (year_first && (token.digits() == 6 || token.digits() >= 8)) {
      if (!SetYear(span(0, 4), part(0, 4), false) || !SetMonth(span(4, 2), part(4, 2), DatePieceKind::kMonth)) {
        return false;
      }
      return token.digits() == 6 || SetDay(span(6, 2), part(6, 2), DatePieceKind::kDay);
    }
    if (token.digits() != 8 && token.digits() != 6) return false;
    const std::size_t year = token.digits() - 4;
    return SetMonth(span(0, 2), part(0, 2), DatePieceKind::kMonth) &&
           SetDay(span(2, 2), part(2, 2), DatePieceKind::kDay) && (year == 2 || IsYear(part(4, 4))) &&
           SetYear(span(4, year), part(4, year), year == 2);
  }

  bool SetSpokenYear(const SpokenRuns& numbers, std::size_t from) {
    if (from >= numbers.size()) return true;
    if (current().year >= 0) return false;
    const int year = YearOfRuns(numbers, from);
    const bool two_digits = year < 0 && numbers.size() - from == 1 && numbers[from].value < 100;
    if (year < 0 && !two_digits) return false;
    current().year = two_digits ? numbers[from].value : year;
    current().year2 = two_digits;
    Add({numbers[from].span.begin, numbers.back().span.end}, DatePieceKind::kSpokenYear, current().year);
    return true;
  }

  bool ReadSpokenRun() {
    const SpokenRuns numbers = ReadSpokenRuns(tokens_, at_);
    if (numbers.empty()) return false;
    std::size_t from = 0;
    const auto day_kind = [&] {
      return numbers[from].ordinal ? DatePieceKind::kSpokenOrdinal : DatePieceKind::kSpokenDay;
    };
    const bool whole_year = !numbers[0].ordinal && YearOfRuns(numbers, 0) >= 0;
    if (current().month >= 0 && current().day < 0 && !whole_year) {
      if (!SetDay(numbers[0].span, numbers[0].value, day_kind())) return false;
      from = 1;
    } else if (current().month < 0 && !whole_year) {
      if (numbers.size() > 1) {
        if (!SetMonth(numbers[0].span, numbers[0].value, DatePieceKind::kSpokenMonth)) return false;
        from = 1;
      } else if (!numbers[0].ordinal && !PeekMonthName(0)) {
        return false;
      }
      if (!SetDay(numbers[from].span, numbers[from].value, day_kind())) return false;
      ++from;
    }
    return SetSpokenYear(numbers, from);
  }

  // "March 3-9", "3-9 March", "12/28-1/3/2022": what one date leaves out the other says.
  void ShareBetweenDates() {
    if (!date_.is_range) return;
    PartialDate& first = date_.dates[0];
    PartialDate& second = date_.dates[1];
    if (second.month < 0) second.month = first.month;
    if (first.month < 0) first.month = second.month;
    if (second.year < 0 && first.year >= 0) {
      second.year = first.year + (second.month < first.month ? 1 : 0);
      second.year2 = first.year2;
    } else if (first.year < 0 && second.year >= 0) {
      first.year = second.year - (second.month < first.month ? 1 : 0);
      first.year2 = second.year2;
    }
  }

  DateOrder order_;
  std::vector<DateToken> tokens_;
  std::size_t at_ = 0;
  DateText date_;
};

}  // namespace

std::optional<DateText> ReadDate(std::string_view text, DateOrder order) { return Reader(text, order).Read(); }

}  // namespace veil::surrogate
