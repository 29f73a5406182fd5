#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace veil::surrogate {

// Numbers as dictated: "oh", "four", "twelve", "twenty", "seventh", "twentieth". Words are folded.
struct SpokenWord {
  int value = 0;
  bool ordinal = false;
};
std::optional<SpokenWord> ReadSpoken(std::string_view folded);  // a single word; "hundred", "thousand" are none

// 0..99 in words, "twenty three" (joined by `joint`), or as an ordinal, "twenty third".
std::string SpokenNumber(int number, bool ordinal, std::string_view joint);
// A year as it is said: 1971 "nineteen seventy one", 2005 "two thousand five", 2024 "twenty twenty four".
std::string SpokenYear(int year, std::string_view joint);

}  // namespace veil::surrogate
