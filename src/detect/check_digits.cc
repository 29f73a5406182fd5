#include "detect/check_digits.h"

#include <algorithm>
#include <array>
#include <string>

namespace veil {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool IsLetter(char c) { return Upper(c) >= 'A' && Upper(c) <= 'Z'; }
int Value(char digit) { return digit - '0'; }

// Table III of 49 CFR 565.15; -1: not a character of a VIN (I, O, Q and signs).
int VinValue(char c) {
  if (IsDigit(c)) return Value(c);
  constexpr std::array<int, 26> kValues = {1, 2,  3, 4,  5, 6, 7, 8, -1, 1, 2, 3, 4,
                                           5, -1, 7, -1, 9, 2, 3, 4, 5,  6, 7, 8, 9};
  return IsLetter(c) ? kValues[static_cast<std::size_t>(Upper(c) - 'A')] : -1;
}

}  // namespace

bool LuhnHolds(std::string_view digits) {
  if (digits.size() < 2 || !std::all_of(digits.begin(), digits.end(), IsDigit)) return false;
  int sum = 0;
  bool twice = false;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
    const int value = Value(*digit) * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

bool NpiHolds(std::string_view digits) {
  if (digits.size() != 10 || (digits[0] != '1' && digits[0] != '2')) return false;
  return LuhnHolds("80840" + std::string(digits));
}

bool DeaHolds(std::string_view number) {
  if (number.size() != 9 || !IsLetter(number[0]) || !(IsLetter(number[1]) || number[1] == '9')) return false;
  const std::string_view d = number.substr(2);
  if (!std::all_of(d.begin(), d.end(), IsDigit)) return false;
  const int sum = Value(d[0]) + Value(d[2]) + Value(d[4]) + 2 * (Value(d[1]) + Value(d[3]) + Value(d[5]));
  return sum % 10 == Value(d[6]);
}

bool VinHolds(std::string_view number) {
  constexpr std::array<int, 17> kWeights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  if (number.size() != kWeights.size()) return false;
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const int value = VinValue(number[i]);
    if (value < 0) return false;
    sum += value * kWeights[i];
  }
  return Upper(number[8]) == (sum % 11 == 10 ? 'X' : static_cast<char>('0' + sum % 11));
}

}  // namespace veil
