#pragma once

#include <string>
#include <string_view>

#include "surrogate/check_digits.h"
#include "surrogate/number_text.h"

namespace veil::surrogate {

// The form of a number, one sign for each of its letters and digits: '0' a digit, '1' a digit that is not 0, 'f' a
// hexadecimal letter, 'v' a letter of a VIN, 'a' a letter; all others allow a single character, or few.
//
// A number as a whole, a run of digits after letters, and a part between points begin with 0 only if they did.
// Degrees of a map ("-114.2038") stay below 80 or 180.
std::string FormOf(const NumberText& number);

// Narrows `form` so that a surrogate is nobody's where its kind has a range that is never given out:
//   NPI: begins with 2, which the National Plan and Provider Enumeration System has not issued so far
//   VIN: a model year (position 10) that no year has (49 CFR 565.15(d)(1), table VII): U or 0
void NarrowForm(CheckDigit kind, std::string_view bare, std::string& form);

// A social security number: area 900 to 999, which is never issued (SSA POMS RM 10201.035), and a group of 10 to 49,
// which the Internal Revenue Service does not use for its own numbers of that area either. `form` has nine signs.
void NarrowToSocialSecurity(std::string& form);

// What may stand for a sign of a form. A single character stands whatever the original has there.
std::string_view AlphabetOf(char sign);

}  // namespace veil::surrogate
