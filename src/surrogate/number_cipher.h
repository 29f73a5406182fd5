#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/digest.h"
#include "surrogate/ff1.h"

namespace veil::surrogate {

// A permutation of the numbers of one form, by FF1: the rank of a number among all of its form is enciphered as bits,
// again and again until the bits are a rank (cycle walking, SP 800-38G revision 1, appendix B). So no two numbers of a
// form share a surrogate, whoever's they are and wherever they are met.
class NumberCipher {
 public:
  explicit NumberCipher(const Digest& key) : ff1_(key.view()) {}

  // numerals[i] is below radices[i]. Empty: the form has fewer than Ff1::kDomainMin numbers, or more characters than
  // kCharactersMax, beyond which the cost would not be linear.
  std::optional<Numerals> Encrypt(const Numerals& numerals, const Numerals& radices, std::string_view tweak) const;

 private:
  static constexpr std::size_t kCharactersMax = 128;

  Ff1 ff1_;
};

}  // namespace veil::surrogate
