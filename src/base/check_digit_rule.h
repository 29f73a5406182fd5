#pragma once

#include <cstdint>

namespace veil {

// What becomes of the check digit of a number that has a right one.
enum class CheckDigitRule : std::uint8_t {
  kValid,    // right again, so that software which checks takes the surrogate
  kInvalid,  // wrong, so that no software takes it for anybody's number
};

}  // namespace veil
