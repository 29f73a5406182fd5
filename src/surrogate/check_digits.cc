#include "surrogate/check_digits.h"

#include <array>

#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::size_t kVinSize = 17;
constexpr std::size_t kVinCheckAt = 8;

// What the last digit must be so that the sum of ISO/IEC 7812-1 is a multiple of ten.
char LuhnDigit(std::string_view digits_before, int sum) {
  bool doubled = true;
  for (std::size_t i = digits_before.size(); i-- > 0; doubled = !doubled) {
    const int digit = (digits_before[i] - '0') * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

constexpr int kNpiPrefixSum = 24;  // of 80840, as if it stood before the number

int VinValue(char c) {
  if (IsDigit(c)) return c - '0';
  constexpr std::string_view kLetters = "abcdefgh_jklmn_p_rstuvwxyz";
  constexpr std::array<int, 26> kValues = {1, 2,  3, 4,  5, 6, 7, 8, -1, 1, 2, 3, 4,
                                           5, -1, 7, -1, 9, 2, 3, 4, 5,  6, 7, 8, 9};
  const std::size_t at = kLetters.find(ToLower(c));
  return at == std::string_view::npos ? -1 : kValues[at];
}

char VinDigit(std::string_view vin) {
  constexpr std::array<int, kVinSize> kWeights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kVinSize; ++i) {
    if (i == kVinCheckAt) continue;
    const int value = VinValue(vin[i]);
    if (value < 0) return '?';
    sum += value * kWeights[i];
  }
  return sum % 11 == 10 ? 'x' : static_cast<char>('0' + sum % 11);
}

char DeaDigit(std::string_view dea) {
  const auto at = [&](std::size_t i) { return dea[i + 1] - '0'; };  // digits from 1
  return static_cast<char>('0' + (at(1) + at(3) + at(5) + 2 * (at(2) + at(4) + at(6))) % 10);
}

bool IsDeaForm(std::string_view bare) {
  return bare.size() == 9 && IsLetter(bare[0]) && IsLetter(bare[1]) && AllDigits(bare.substr(2));
}

}  // namespace

CheckDigit CheckDigitOf(std::string_view bare) {
  if (bare.size() == kVinSize && CountDigits(bare) < kVinSize) {
    return VinDigit(bare) == ToLower(bare[kVinCheckAt]) ? CheckDigit::kVin : CheckDigit::kNone;
  }
  if (IsDeaForm(bare)) return DeaDigit(bare) == bare.back() ? CheckDigit::kDea : CheckDigit::kNone;
  if (!AllDigits(bare)) return CheckDigit::kNone;
  const std::string_view before = bare.substr(0, bare.size() - 1);
  if (bare.size() == 10 && (bare[0] == '1' || bare[0] == '2')) {
    return LuhnDigit(before, kNpiPrefixSum) == bare.back() ? CheckDigit::kNpi : CheckDigit::kNone;
  }
  const bool card = bare.size() >= 12 && bare.size() <= 19;
  return card && LuhnDigit(before, 0) == bare.back() ? CheckDigit::kLuhn : CheckDigit::kNone;
}

void SetCheckDigit(CheckDigit kind, std::string& bare) {
  const std::string_view before = std::string_view(bare).substr(0, bare.size() - 1);
  switch (kind) {
    case CheckDigit::kNone:
      return;
    case CheckDigit::kLuhn:
      bare.back() = LuhnDigit(before, 0);
      return;
    case CheckDigit::kNpi:
      bare.back() = LuhnDigit(before, kNpiPrefixSum);
      return;
    case CheckDigit::kVin:
      bare[kVinCheckAt] = VinDigit(bare);
      return;
    case CheckDigit::kDea:
      bare.back() = DeaDigit(bare);
      return;
  }
}

}  // namespace veil::surrogate
