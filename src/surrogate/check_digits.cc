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

// The prefixes of the twelve districts, of thrift institutions, of electronic transactions and of cheques, with those
// of the government.
bool IsAbaForm(std::string_view bare) {
  if (bare.size() != 9 || !AllDigits(bare)) return false;
  const int prefix = 10 * (bare[0] - '0') + (bare[1] - '0');
  return prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix == 80;
}

char AbaDigit(std::string_view bare) {
  constexpr std::array<int, 8> kWeights = {3, 7, 1, 3, 7, 1, 3, 7};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (bare[i] - '0');
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

// The place of the check digit and the right one.
struct Proof {
  std::size_t at = 0;
  char right = '?';
};

Proof ProofOf(CheckDigit kind, std::string_view bare) {
  const std::size_t last = bare.size() - 1;
  const std::string_view before = bare.substr(0, last);
  switch (kind) {
    case CheckDigit::kNone:
      break;
    case CheckDigit::kLuhn:
      return {last, LuhnDigit(before, 0)};
    case CheckDigit::kNpi:
      return {last, LuhnDigit(before, kNpiPrefixSum)};
    case CheckDigit::kVin:
      return {kVinCheckAt, VinDigit(bare)};
    case CheckDigit::kDea:
      return {last, DeaDigit(bare)};
    case CheckDigit::kAba:
      return {last, AbaDigit(bare)};
  }
  return {};
}

// The only kind that a number of this form can be.
CheckDigit KindOfForm(std::string_view bare) {
  if (bare.size() == kVinSize && CountDigits(bare) < kVinSize) return CheckDigit::kVin;
  if (IsDeaForm(bare)) return CheckDigit::kDea;
  if (!AllDigits(bare)) return CheckDigit::kNone;
  if (IsAbaForm(bare)) return CheckDigit::kAba;
  if (bare.size() == 10 && (bare[0] == '1' || bare[0] == '2')) return CheckDigit::kNpi;
  return bare.size() >= 12 && bare.size() <= 19 ? CheckDigit::kLuhn : CheckDigit::kNone;
}

}  // namespace

CheckDigit CheckDigitOf(std::string_view bare) {
  const CheckDigit kind = KindOfForm(bare);
  if (kind == CheckDigit::kNone) return kind;
  const Proof proof = ProofOf(kind, bare);
  return ToLower(bare[proof.at]) == proof.right ? kind : CheckDigit::kNone;
}

void SetCheckDigit(CheckDigit kind, CheckDigitRule rule, std::string& bare) {
  if (kind == CheckDigit::kNone) return;
  const Proof proof = ProofOf(kind, bare);
  const bool right = rule == CheckDigitRule::kValid;
  // The wrong one is the same for all numbers with this right one, so that no two numbers become one.
  const int other = proof.right == 'x' ? 0 : (proof.right - '0' + 5) % 10;
  bare[proof.at] = right ? proof.right : static_cast<char>('0' + other);
}

}  // namespace veil::surrogate
