#include "surrogate/draws.h"

#include <limits>

namespace veil::surrogate {
namespace {

constexpr std::size_t kCounterSize = 8;

}  // namespace

Draws::Draws(const HmacKey& seed, std::string_view label, std::string_view original)
    : seed_(seed), begun_(seed.Begin()) {
  begun_.Add(label);
  begun_.Add(std::string_view("\0", 1));  // keeps the label from running into the original
  begun_.Add(original);
}

std::uint32_t Draws::Next() {
  if (used_ == Digest::kSize) {
    std::array<char, kCounterSize> counter;
    for (std::size_t i = 0; i < kCounterSize; ++i) {
      counter[kCounterSize - 1 - i] = static_cast<char>((counter_ >> (8 * i)) & 0xFF);
    }
    Sha256 block = begun_;
    block.Add({counter.data(), counter.size()});
    block_ = seed_.End(block);
    ++counter_;
    used_ = 0;
  }
  std::uint32_t word = 0;
  for (std::size_t i = 0; i < sizeof(word); ++i) word = (word << 8) | block_.bytes()[used_++];
  return word;
}

std::uint32_t Draws::Below(std::uint32_t bound) {
  // Values above the last whole multiple of `bound` would favour small results; they are drawn again.
  constexpr std::uint32_t kMax = std::numeric_limits<std::uint32_t>::max();
  const std::uint32_t limit = kMax - kMax % bound;
  std::uint32_t word = Next();
  while (word >= limit) word = Next();
  return word % bound;
}

}  // namespace veil::surrogate
