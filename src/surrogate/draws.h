#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/digest.h"

namespace veil::surrogate {

// The random choices for one original: a stream of HMAC-SHA-256(seed, label || original || counter). Equal seeds,
// labels and originals give equal streams, so a surrogate depends on nothing else in the message.
class Draws {
 public:
  // `label` says what is drawn ("name", "number"); `original` is the folded original.
  // `seed` must outlive this.
  Draws(const HmacKey& seed, std::string_view label, std::string_view original);

  std::uint32_t Below(std::uint32_t bound);  // evenly from [0, bound); bound > 0
  char Digit() { return static_cast<char>('0' + Below(10)); }
  char Letter() { return static_cast<char>('a' + Below(26)); }

  template <typename Choices>
  const auto& Of(const Choices& choices) {
    return choices[Below(static_cast<std::uint32_t>(choices.size()))];
  }

 private:
  std::uint32_t Next();

  const HmacKey& seed_;
  Sha256 begun_;  // with label and original; eight bytes of the counter follow
  std::uint64_t counter_ = 0;
  Digest block_;
  std::size_t used_ = Digest::kSize;
};

}  // namespace veil::surrogate
