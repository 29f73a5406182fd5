#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace veil::surrogate {

enum class Language : std::uint8_t { kFrench, kSpanish, kGerman };

// A month as notes from elsewhere write it: "avr", "enero", "Dez".
struct ForeignMonth {
  int month = 0;
  Language language = Language::kFrench;
  bool abbreviated = false;
};

// Words are folded. What is English too ("mars" is no month there, "mar" is) is left to MonthOfWord().
std::optional<ForeignMonth> ForeignMonthOfWord(std::string_view folded);
// Written as a title: "Avr", "Août".
std::string_view ForeignMonthName(const ForeignMonth& month);

}  // namespace veil::surrogate
