#include "surrogate/spoken.h"

#include <array>

namespace veil::surrogate {
namespace {

constexpr std::array<std::string_view, 20> kUnits = {
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 20> kOrdinalUnits = {
    "zeroth",     "first",     "second",    "third",       "fourth",     "fifth",     "sixth",
    "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",   "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};
constexpr std::array<std::string_view, 10> kTens = {"",      "",      "twenty",  "thirty", "forty",
                                                    "fifty", "sixty", "seventy", "eighty", "ninety"};

}  // namespace

std::optional<SpokenWord> ReadSpoken(std::string_view folded) {
  if (folded == "oh" || folded == "o") return SpokenWord{0, false};
  for (std::size_t i = 0; i < kUnits.size(); ++i) {
    if (folded == kUnits[i]) return SpokenWord{static_cast<int>(i), false};
    if (i > 0 && folded == kOrdinalUnits[i]) return SpokenWord{static_cast<int>(i), true};
  }
  for (std::size_t i = 2; i < kTens.size(); ++i) {
    if (folded == kTens[i]) return SpokenWord{static_cast<int>(10 * i), false};
  }
  if (folded == "twentieth") return SpokenWord{20, true};
  if (folded == "thirtieth") return SpokenWord{30, true};
  return std::nullopt;
}

std::string SpokenNumber(int number, bool ordinal, std::string_view joint) {
  const auto unit = static_cast<std::size_t>(number);
  if (unit < kUnits.size()) return std::string(ordinal ? kOrdinalUnits[unit] : kUnits[unit]);
  std::string tens(kTens[unit / 10]);
  if (unit % 10 == 0) {
    if (ordinal) tens.replace(tens.size() - 1, 1, "ieth");
    return tens;
  }
  tens += joint;
  tens += ordinal ? kOrdinalUnits[unit % 10] : kUnits[unit % 10];
  return tens;
}

std::string SpokenYear(int year, std::string_view joint) {
  if (year >= 2000 && year < 2010) {
    return year == 2000 ? "two thousand" : "two thousand " + SpokenNumber(year % 100, false, joint);
  }
  std::string century = SpokenNumber(year / 100, false, joint);
  if (year % 100 == 0) return century + " hundred";
  return century + (year % 100 < 10 ? " oh " : " ") + SpokenNumber(year % 100, false, joint);
}

}  // namespace veil::surrogate
