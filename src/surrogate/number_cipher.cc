#include "surrogate/number_cipher.h"

#include <utility>

namespace veil::surrogate {
namespace {

Natural RankOf(const Numerals& numerals, const Numerals& radices) {
  Natural rank;
  for (std::size_t i = 0; i < numerals.size(); ++i) MultiplyAdd(rank, radices[i], numerals[i]);
  return rank;
}

Numerals AtRank(Natural rank, const Numerals& radices) {
  Numerals numerals(radices.size());
  for (std::size_t i = radices.size(); i-- > 0;) {
    numerals[i] = static_cast<std::uint8_t>(DivideBy(rank, radices[i]));
  }
  return numerals;
}

// The highest rank: that of the highest numeral everywhere.
Natural HighestRank(const Numerals& radices) {
  Natural rank;
  for (const std::uint8_t radix : radices) MultiplyAdd(rank, radix, radix - 1U);
  return rank;
}

Numerals BitsOf(Natural number, std::uint32_t count) {
  Numerals bits(count);
  for (std::size_t i = count; i-- > 0;) bits[i] = static_cast<std::uint8_t>(DivideBy(number, 2));
  return bits;
}

Natural NumberOf(const Numerals& bits) {
  Natural number;
  for (const std::uint8_t bit : bits) MultiplyAdd(number, 2, bit);
  return number;
}

}  // namespace

std::optional<Numerals> NumberCipher::Encrypt(const Numerals& numerals, const Numerals& radices,
                                              std::string_view tweak) const {
  if (radices.size() > kCharactersMax) return std::nullopt;
  const Natural highest = HighestRank(radices);
  if (IsLess(highest, Natural{Ff1::kDomainMin - 1})) return std::nullopt;
  // At least every second number of so many bits is a rank, so the walk is short; it ends, as it would come back to
  // the rank it began with.
  Numerals bits = BitsOf(RankOf(numerals, radices), BitCount(highest));
  Natural rank;
  do {
    bits = ff1_.Encrypt(bits, 2, tweak);
    rank = NumberOf(bits);
  } while (IsLess(highest, rank));
  return AtRank(std::move(rank), radices);
}

}  // namespace veil::surrogate
