#include "surrogate/ff1.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"

namespace veil::surrogate {
namespace {

constexpr std::size_t kBlockSize = 16;
constexpr std::size_t kRounds = 10;
using Block = std::array<std::uint8_t, kBlockSize>;
using Bytes = std::vector<std::uint8_t>;

// `value` as `size` bytes, highest first.
void Append(Bytes& bytes, std::uint64_t value, std::size_t size) {
  for (std::size_t i = size; i-- > 0;) bytes.push_back(i < 8 ? static_cast<std::uint8_t>(value >> (8 * i)) : 0);
}

// NUM_radix(numerals) as `size` bytes.
void AppendNumber(Bytes& bytes, const Numerals& numerals, std::uint32_t radix, std::size_t size) {
  Natural number;
  for (const std::uint8_t numeral : numerals) MultiplyAdd(number, radix, numeral);
  for (std::size_t i = size; i-- > 0;) {
    const std::size_t digit = i / 4;
    bytes.push_back(digit < number.size() ? static_cast<std::uint8_t>(number[digit] >> (8 * (i % 4))) : 0);
  }
}

Natural NumberOf(const Bytes& bytes) {
  Natural number;
  for (const std::uint8_t byte : bytes) MultiplyAdd(number, 256, byte);
  return number;
}

// The bytes that hold every number of so many numerals: b of step 3.
std::size_t BytesFor(std::size_t numerals, std::uint32_t radix) {
  Natural highest;
  for (std::size_t i = 0; i < numerals; ++i) MultiplyAdd(highest, radix, radix - 1);
  return (BitCount(highest) + 7) / 8;
}

// (a + sign * y) mod radix^a.size(), numeral by numeral: of y only as many as `a` has count.
Numerals Sum(const Numerals& a, Natural y, std::uint32_t radix, bool subtract) {
  Numerals sum = a;
  std::uint32_t carry = 0;
  for (std::size_t i = sum.size(); i-- > 0;) {
    const std::uint32_t term = DivideBy(y, radix) + carry;
    const std::uint32_t numeral = subtract ? 2 * radix + sum[i] - term : sum[i] + term;
    carry = subtract ? 2 - numeral / radix : numeral / radix;
    sum[i] = static_cast<std::uint8_t>(numeral % radix);
  }
  return sum;
}

}  // namespace

// The block cipher, without chaining and padding.
class Ff1::Aes {
 public:
  explicit Aes(std::string_view key) : context_(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free) {
    VEIL_CHECK(key.size() == 16 || key.size() == 24 || key.size() == 32);
    const EVP_CIPHER* cipher = key.size() == 16   ? EVP_aes_128_ecb()
                               : key.size() == 24 ? EVP_aes_192_ecb()
                                                  : EVP_aes_256_ecb();
    const auto* bytes = reinterpret_cast<const unsigned char*>(key.data());
    VEIL_CHECK(context_ != nullptr);
    VEIL_CHECK(EVP_EncryptInit_ex(context_.get(), cipher, nullptr, bytes, nullptr) == 1);
    VEIL_CHECK(EVP_CIPHER_CTX_set_padding(context_.get(), 0) == 1);
  }

  Block operator()(const Block& block) const {
    Block out;
    int size = 0;
    VEIL_CHECK(EVP_EncryptUpdate(context_.get(), out.data(), &size, block.data(), static_cast<int>(kBlockSize)) == 1);
    VEIL_CHECK(size == static_cast<int>(kBlockSize));
    return out;
  }

 private:
  std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context_;
};

// The ten rounds of algorithms 7 and 8. The names of the values are those of the standard.
class Ff1::Rounds {
 public:
  Rounds(const Aes& aes, std::size_t n, std::uint32_t radix, std::string_view tweak)
      : aes_(aes),
        radix_(radix),
        u_(n / 2),
        b_(BytesFor(n - u_, radix)),
        d_(4 * ((b_ + 3) / 4) + 4),
        begun_(Chained(P(n, tweak.size()), Block{})) {
    q_.assign(tweak.begin(), tweak.end());
    while ((q_.size() + 1 + b_) % kBlockSize != 0) q_.push_back(0);
  }

  Numerals Encrypt(const Numerals& x) const {
    Numerals a(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(u_));
    Numerals b(x.begin() + static_cast<std::ptrdiff_t>(u_), x.end());
    for (std::size_t i = 0; i < kRounds; ++i) {
      Numerals c = Sum(a, Y(i, b), radix_, false);
      a = std::exchange(b, std::move(c));
    }
    a.insert(a.end(), b.begin(), b.end());
    return a;
  }

  Numerals Decrypt(const Numerals& x) const {
    Numerals a(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(u_));
    Numerals b(x.begin() + static_cast<std::ptrdiff_t>(u_), x.end());
    for (std::size_t i = kRounds; i-- > 0;) {
      Numerals c = Sum(b, Y(i, a), radix_, true);
      b = std::exchange(a, std::move(c));
    }
    a.insert(a.end(), b.begin(), b.end());
    return a;
  }

 private:
  Bytes P(std::size_t n, std::size_t tweak_size) const {
    Bytes p = {1, 2, 1};
    Append(p, radix_, 3);
    Append(p, kRounds, 1);
    Append(p, u_ & 0xFF, 1);
    Append(p, n, 4);
    Append(p, tweak_size, 4);
    return p;
  }

  // The cipher block chaining of PRF, from `block` on.
  Block Chained(const Bytes& bytes, Block block) const {
    for (std::size_t at = 0; at < bytes.size(); at += kBlockSize) {
      for (std::size_t i = 0; i < kBlockSize; ++i) block[i] ^= bytes[at + i];
      block = aes_(block);
    }
    return block;
  }

  // y of round i: a number of d pseudo-random bytes that depend on one half.
  Natural Y(std::size_t i, const Numerals& half) const {
    Bytes q = q_;
    Append(q, i, 1);
    AppendNumber(q, half, radix_, b_);
    const Block r = Chained(q, begun_);
    Bytes s(r.begin(), r.end());
    for (std::uint64_t j = 1; s.size() < d_; ++j) {
      Block next = r;
      for (std::size_t k = 0; k < 8; ++k) next[kBlockSize - 1 - k] ^= static_cast<std::uint8_t>(j >> (8 * k));
      next = aes_(next);
      s.insert(s.end(), next.begin(), next.end());
    }
    s.resize(d_);
    return NumberOf(s);
  }

  const Aes& aes_;
  std::uint32_t radix_;
  std::size_t u_;
  std::size_t b_;
  std::size_t d_;
  Block begun_;  // the chaining over P, which all rounds share
  Bytes q_;      // the tweak and its padding
};

Ff1::Ff1(std::string_view key) : aes_(std::make_unique<const Aes>(key)) {}
Ff1::~Ff1() = default;

Numerals Ff1::Encrypt(const Numerals& numerals, std::uint32_t radix, std::string_view tweak) const {
  return Rounds(*aes_, numerals.size(), radix, tweak).Encrypt(numerals);
}

Numerals Ff1::Decrypt(const Numerals& numerals, std::uint32_t radix, std::string_view tweak) const {
  return Rounds(*aes_, numerals.size(), radix, tweak).Decrypt(numerals);
}

}  // namespace veil::surrogate
