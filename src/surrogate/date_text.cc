#include "surrogate/date_text.h"

#include <algorithm>
#include <unordered_set>

#include "surrogate/calendar.h"
#include "surrogate/date_tokens.h"
#include "surrogate/spoken.h"

namespace veil::surrogate {
namespace {

constexpr int kYearMin = 1800;
constexpr int kYearMax = 2199;

bool IsYear(int number) { return number >= kYearMin && number <= kYearMax; }
bool IsMonth(int number) { return number >= 1 && number <= 12; }
bool IsDay(int number) { return number >= 1 && number <= 31; }

bool IsFiller(std::string_view word) {
  static const std::unordered_set<std::string_view> kFillers = {
      "the",           "of",      "on",        "in",      "at",   "early", "late", "mid", "about", "around",
      "approximately", "approx",  "since",     "from",    "last", "this",  "next", "day", "year",  "week",
      "weekend",       "morning", "afternoon", "evening", "night"};
  return kFillers.contains(word);
}

bool IsRangeWord(std::string_view word) {
  return word == "to" || word == "through" || word == "thru" || word == "until" || word == "and";
}

bool IsOrdinalEnd(std::string_view word) { return word == "st" || word == "nd" || word == "rd" || word == "th"; }

class Reader {
 public:
  explicit Reader(std::string_view text) : tokens_(DateTokens(text)) {}

  std::optional<DateText> Read() {
    while (at_ < tokens_.size()) {
      if (IsTimeAhead()) break;
      if (!ReadNext()) return std::nullopt;
    }
    if (date_.pieces.empty()) return std::nullopt;
    ShareBetweenDates();
    return std::move(date_);
  }

 private:
  PartialDate& current() { return date_.dates[date_.is_range ? 1 : 0]; }
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

  // After a whole date: "T10:30", "10:30", "@ 1030".
  bool IsTimeAhead() {
    if (current().day < 0) return false;
    const DateToken& token = tokens_[at_];
    if (token.kind == DateTokenKind::kWord) return token.folded == "t" && Peek(1) != nullptr && Peek(1)->number >= 0;
    if (token.kind == DateTokenKind::kMark) return token.folded == "@";
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
    if (current().month >= 0 || !IsMonth(month)) return false;
    current().month = month;
    Add(span, kind, month);
    return true;
  }
  bool SetDay(Span span, int day, DatePieceKind kind) {
    if (current().day >= 0 || !IsDay(day)) return false;
    current().day = day;
    Add(span, kind, day);
    return true;
  }

  bool ReadNext() {
    const DateToken& token = tokens_[at_];
    if (token.kind == DateTokenKind::kNumber) return ReadNumber(token);
    if (token.kind == DateTokenKind::kWord) return ReadWord(token);
    if (token.folded == "'") return ReadApostrophe();
    if (token.folded == "-" && IsRangeAhead(1)) return BeginSecondDate();
    ++at_;
    constexpr std::string_view kMarks = "-,.()/&";
    return kMarks.find(token.folded) != std::string_view::npos;
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
    const PartialDate& date = date_.dates[date_.is_range ? 1 : 0];
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

  bool ReadWord(const DateToken& token) {
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
    if (ReadSpoken(token.folded) || token.folded == "two") return ReadSpokenRun();
    if (IsRangeWord(token.folded) && IsRangeAhead(1)) return BeginSecondDate();
    ++at_;
    return IsFiller(token.folded);
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
    const bool named_month = date_.dates[date_.is_range ? 1 : 0].month >= 0 || PeekMonthName(3);
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

  bool ReadThree(const DateToken& a, const DateToken& b, const DateToken& c, std::size_t tokens) {
    at_ += tokens;
    if (a.digits() == 4) {
      return IsYear(a.number) && SetYear(a.span, a.number, false) &&
             SetMonth(b.span, b.number, DatePieceKind::kMonth) && SetDay(c.span, c.number, DatePieceKind::kDay);
    }
    const bool day_first = a.number > 12;
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
    if (a.number > 12) {
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

  struct Spoken {
    Span span;
    int value = 0;
    bool ordinal = false;
  };

  // Number words that follow each other: tens and units are one number ("twenty three"), "two thousand five" is a year.
  std::vector<Spoken> SpokenNumbers() {
    std::vector<Spoken> numbers;
    bool open_tens = false;
    for (; at_ < tokens_.size(); ++at_) {
      const DateToken& token = tokens_[at_];
      const auto word = ReadSpoken(token.folded);
      if (!word && !numbers.empty() && token.folded == "thousand") {
        numbers.back() = {{numbers.back().span.begin, token.span.end}, numbers.back().value * 1000, false};
        continue;
      }
      if (!word && !numbers.empty() && (token.folded == "-" || token.folded == "hundred")) {
        if (token.folded == "hundred") numbers.push_back({token.span, 0, false});
        continue;
      }
      if (!word) break;
      const bool after_thousand = !numbers.empty() && numbers.back().value >= 1000;
      if ((open_tens && word->value >= 1 && word->value <= 9) || after_thousand) {
        numbers.back().value += word->value;
        numbers.back().ordinal = word->ordinal;
        numbers.back().span.end = token.span.end;
        open_tens = after_thousand && word->value >= 20 && word->value % 10 == 0;
        continue;
      }
      numbers.push_back({token.span, word->value, word->ordinal});
      open_tens = !word->ordinal && word->value >= 20 && word->value % 10 == 0;
    }
    return numbers;
  }

  // The year that numbers[from..] say: "twenty", "twenty four"; "nineteen", "oh", "five"; "two thousand five"; -1:
  // none.
  static int YearOf(const std::vector<Spoken>& numbers, std::size_t from) {
    const std::size_t count = numbers.size() - from;
    if (count == 1) return IsYear(numbers[from].value) ? numbers[from].value : -1;
    const int century = numbers[from].value * 100;
    if (count == 2 && IsYear(century + numbers[from + 1].value)) return century + numbers[from + 1].value;
    const bool oh = count == 3 && numbers[from + 1].value == 0 && numbers[from + 2].value < 10;
    return oh && IsYear(century + numbers[from + 2].value) ? century + numbers[from + 2].value : -1;
  }

  bool SetSpokenYear(const std::vector<Spoken>& numbers, std::size_t from) {
    if (from >= numbers.size()) return true;
    if (current().year >= 0) return false;
    const int year = YearOf(numbers, from);
    const bool two_digits = year < 0 && numbers.size() - from == 1 && numbers[from].value < 100;
    if (year < 0 && !two_digits) return false;
    current().year = two_digits ? numbers[from].value : year;
    current().year2 = two_digits;
    Add({numbers[from].span.begin, numbers.back().span.end}, DatePieceKind::kSpokenYear, current().year);
    return true;
  }

  bool ReadSpokenRun() {
    const std::vector<Spoken> numbers = SpokenNumbers();
    if (numbers.empty()) return false;
    std::size_t from = 0;
    const auto day_kind = [&] {
      return numbers[from].ordinal ? DatePieceKind::kSpokenOrdinal : DatePieceKind::kSpokenDay;
    };
    const bool whole_year = !numbers[0].ordinal && YearOf(numbers, 0) >= 0;
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

  std::vector<DateToken> tokens_;
  std::size_t at_ = 0;
  DateText date_;
};

}  // namespace

std::optional<DateText> ReadDate(std::string_view text) { return Reader(text).Read(); }

}  // namespace veil::surrogate
