#pragma once

#include <string_view>

namespace veil {

// Checks that numbers carry in themselves. All take the bare number: letters and digits without signs between them.

// ISO/IEC 7812-1 annex B, mod 10 over digits alone, the last of which is the check digit.
bool LuhnHolds(std::string_view digits);

// National Provider Identifier, 45 CFR 162.406: ten digits, the first 1 or 2, Luhn after the prefix 80840.
bool NpiHolds(std::string_view digits);

// DEA registration number: a registrant code, a letter or 9, six digits and their check digit (21 CFR 1301, DEA Office
// of Diversion Control): (d1 + d3 + d5) + 2 (d2 + d4 + d6) ends in d7.
bool DeaHolds(std::string_view number);

// Vehicle identification number with its check digit in place 9, 49 CFR 565.15(c).
bool VinHolds(std::string_view number);

}  // namespace veil
