#pragma once

#include <string>
#include <string_view>

namespace veil::surrogate {

// Numbers that prove themselves. An original that does gets a surrogate that does, so that software which checks
// accepts it.
enum class CheckDigit { kNone, kLuhn, kNpi, kVin, kDea };

// `bare` holds letters and digits alone.
//   kLuhn: 12 to 19 digits, ISO/IEC 7812-1 annex B
//   kNpi: 10 digits from 1 or 2, Luhn with 80840 before them (45 CFR 162.406)
//   kVin: 17 characters, 49 CFR 565.15(c)
//   kDea: two letters and seven digits
CheckDigit CheckDigitOf(std::string_view bare);

// Sets the check digit so that `bare` proves itself. Its letters and digits must be those that the kind allows.
void SetCheckDigit(CheckDigit kind, std::string& bare);

}  // namespace veil::surrogate
