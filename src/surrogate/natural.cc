#include "surrogate/natural.h"

#include <bit>

namespace veil::surrogate {
namespace {

constexpr std::uint32_t kDigitBits = 32;

// Digits without the zeros above the highest.
std::size_t Size(const Natural& number) {
  std::size_t size = number.size();
  while (size > 0 && number[size - 1] == 0) --size;
  return size;
}

}  // namespace

void MultiplyAdd(Natural& number, std::uint32_t factor, std::uint32_t term) {
  std::uint64_t carry = term;
  for (std::uint32_t& digit : number) {
    carry += std::uint64_t{digit} * factor;
    digit = static_cast<std::uint32_t>(carry);
    carry >>= kDigitBits;
  }
  if (carry > 0) number.push_back(static_cast<std::uint32_t>(carry));
}

std::uint32_t DivideBy(Natural& number, std::uint32_t divisor) {
  std::uint64_t rest = 0;
  for (std::size_t i = number.size(); i-- > 0;) {
    rest = (rest << kDigitBits) | number[i];
    number[i] = static_cast<std::uint32_t>(rest / divisor);
    rest %= divisor;
  }
  return static_cast<std::uint32_t>(rest);
}

bool IsLess(const Natural& a, const Natural& b) {
  const std::size_t size = Size(a);
  if (size != Size(b)) return size < Size(b);
  for (std::size_t i = size; i-- > 0;) {
    if (a[i] != b[i]) return a[i] < b[i];
  }
  return false;
}

std::uint32_t BitCount(const Natural& number) {
  const std::size_t size = Size(number);
  if (size == 0) return 0;
  return static_cast<std::uint32_t>((size - 1) * kDigitBits) +
         static_cast<std::uint32_t>(std::bit_width(number[size - 1]));
}

}  // namespace veil::surrogate
