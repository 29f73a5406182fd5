#pragma once

#include <cstdint>
#include <vector>

namespace veil::surrogate {

// A natural number of any size: digits to the base 2^32, lowest first.
using Natural = std::vector<std::uint32_t>;

// The digits of a number in some base (or each digit in a base of its own), highest first.
using Numerals = std::vector<std::uint8_t>;

// number = number * factor + term.
void MultiplyAdd(Natural& number, std::uint32_t factor, std::uint32_t term);
// number = number / divisor (which is > 0); gives the remainder.
std::uint32_t DivideBy(Natural& number, std::uint32_t divisor);
bool IsLess(const Natural& a, const Natural& b);
// How many bits a number takes; 0 for 0.
std::uint32_t BitCount(const Natural& number);

}  // namespace veil::surrogate
