#include "surrogate/date_years.h"

#include <algorithm>
#include <unordered_set>

#include "base/fold.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

using WordSet = std::unordered_set<std::string_view>;

// The word that ends just before `text`'s end, with nothing but blanks behind it; folded.
std::string LastWord(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && (IsLetter(text[begin - 1]) || static_cast<unsigned char>(text[begin - 1]) >= 0x80)) --begin;
  return Lower(text.substr(begin));
}

std::string FirstWord(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  std::size_t size = 0;
  while (size < text.size() && IsLetter(text[size])) ++size;
  return Lower(text.substr(0, size));
}

bool IsPartOfDay(const std::string& word) {
  static const WordSet kParts = {"morning", "afternoon", "evening", "night", "nite", "weekend", "week"};
  return kParts.contains(word);
}

// Of a word that counts dates from now: "next", "every".
bool IsRelative(const std::string& word) {
  static const WordSet kWords = {"next", "last", "this", "every", "each", "per", "following", "coming", "past"};
  return kWords.contains(word);
}

// Whether a sentence or a line begins here.
bool BeginsSentence(std::string_view before) {
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  return before.empty() || before.back() == '.' || before.back() == '\n' || before.back() == '!';
}

std::string InCaseOf(const Original& original, std::string phrase) {
  const bool letters = std::any_of(original.text.begin(), original.text.end(), IsLetter);
  if (letters && original.text.size() > 2 && CaseOf(original.text) == Case::kUpper) return Upper(phrase);
  const bool capital = !original.text.empty() && !IsLower(original.text[0]) && BeginsSentence(original.before);
  if (capital) phrase[0] = ToUpper(phrase[0]);
  return phrase;
}

std::string Joined(std::string first, std::string_view second) { return first.append(" ").append(second); }

}  // namespace

std::string YearInText(const Original& original, std::string_view years) {
  if (LastWord(original.before) != "on") return std::string(years);
  const bool upper = original.before.ends_with("ON ");
  std::string phrase = years.find('-') == std::string_view::npos ? "a day in " : "days in ";
  if (upper) phrase = Upper(phrase);
  return phrase.append(years);
}

std::string NoYearInText(const Original& original, const DateText* date) {
  const PartialDate* said = date == nullptr ? nullptr : &date->dates[0];
  const bool month = said != nullptr && said->month >= 0 && said->day < 0 && said->holiday < 0;
  const bool weekday = said != nullptr && said->weekday >= 0 && said->month < 0;
  const std::string first = FirstWord(original.text);
  const std::string before = LastWord(original.before);
  const std::string unit = month ? "month" : "day";
  std::string phrase;
  if (IsRelative(first)) {
    phrase = Joined(first, month ? "year" : "week");
  } else if (IsRelative(before)) {
    phrase = month ? "year" : "week";
  } else if (before == "the" || before == "a") {
    phrase = unit;
  } else if (IsPartOfDay(FirstWord(original.after))) {
    phrase = "that";
  } else if (const std::string last = LastWord(original.text); IsPartOfDay(last) && last != first) {
    phrase = Joined("that", last);
  } else if (weekday && first.ends_with("days")) {
    phrase = "some days";
  } else {
    phrase = date != nullptr && date->is_range ? "those " + unit + "s" : "that " + unit;
  }
  return InCaseOf(original, std::move(phrase));
}

}  // namespace veil::surrogate
