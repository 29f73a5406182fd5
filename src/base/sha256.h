#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace veil {

// SHA-256 (FIPS 180-4) that can be copied after its first blocks, as a keyed hash needs it; with the instructions that
// x86 has for it where the processor knows them.
class Sha256 {
 public:
  static constexpr std::size_t kBlockSize = 64;
  using Bytes = std::array<std::uint8_t, 32>;

  void Add(std::string_view data);
  Bytes Finish();  // once, last

 private:
  std::array<std::uint32_t, 8> state_{0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
                                      0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19};
  std::array<std::uint8_t, kBlockSize> block_{};
  std::size_t filled_ = 0;   // bytes of block_
  std::uint64_t bytes_ = 0;  // all that were added
};

}  // namespace veil
