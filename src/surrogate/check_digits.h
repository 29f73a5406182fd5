#pragma once

#include <string>
#include <string_view>

#include "base/check_digit_rule.h"

namespace veil::surrogate {

// Numbers that prove themselves. What becomes of the proof is the policy's choice; a number without one never gets a
// surrogate that has one.
enum class CheckDigit { kNone, kLuhn, kNpi, kVin, kDea, kAba };

// `bare` holds letters and digits alone.
//   kLuhn: 12 to 19 digits, ISO/IEC 7812-1 annex B
//   kNpi: 10 digits from 1 or 2, Luhn with 80840 before them (45 CFR 162.406)
//   kVin: 17 characters, 49 CFR 565.15(c)
//   kDea: two letters and seven digits
//   kAba: nine digits from a prefix of the Federal Reserve's, American Bankers Association routing number policy
CheckDigit CheckDigitOf(std::string_view bare);

// Sets the check digit so that `bare` proves itself, or does not. Its letters and digits must be those that the kind
// allows.
void SetCheckDigit(CheckDigit kind, CheckDigitRule rule, std::string& bare);

}  // namespace veil::surrogate
