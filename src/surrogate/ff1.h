#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "surrogate/natural.h"

namespace veil::surrogate {

// Format-preserving encryption FF1 (NIST SP 800-38G with the limits of its revision 1): a permutation of the numbers of
// `n` digits to the base `radix`, chosen by a key and a tweak. Not for more than one thread at a time.
class Ff1 {
 public:
  static constexpr std::uint32_t kDomainMin = 1'000'000;  // revision 1, section 5.1

  // 16, 24 or 32 bytes: AES-128, AES-192, AES-256.
  explicit Ff1(std::string_view key);
  ~Ff1();

  // Every numeral is below `radix` (2 to 256), and radix^numerals.size() is at least kDomainMin.
  Numerals Encrypt(const Numerals& numerals, std::uint32_t radix, std::string_view tweak) const;
  Numerals Decrypt(const Numerals& numerals, std::uint32_t radix, std::string_view tweak) const;

 private:
  class Aes;
  class Rounds;

  std::unique_ptr<const Aes> aes_;
};

}  // namespace veil::surrogate
