#include "surrogate/ff1.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace veil::surrogate {
namespace {

constexpr std::string_view kSigns = "0123456789abcdefghijklmnopqrstuvwxyz";

Numerals Read(std::string_view text) {
  Numerals numerals;
  for (const char c : text) numerals.push_back(static_cast<std::uint8_t>(kSigns.find(c)));
  return numerals;
}

std::string Written(const Numerals& numerals) {
  std::string text;
  for (const std::uint8_t numeral : numerals) text += kSigns[numeral];
  return text;
}

std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(16 * kSigns.find(hex[i]) + kSigns.find(hex[i + 1]));
  }
  return bytes;
}

// The nine samples that NIST gives for FF1 (SP 800-38G, "FF1samples.pdf"): key, radix, tweak, plaintext, ciphertext.
struct Sample {
  std::string_view key;
  std::uint32_t radix;
  std::string_view tweak;
  std::string_view plain;
  std::string_view cipher;
};
constexpr std::string_view kKey =
    "2b7e151628aed2a6abf7158809cf4f3c"
    "ef4359d8d580aa4f"
    "7f036d6f04fc6a94";
constexpr std::string_view k128 = kKey.substr(0, 32);
constexpr std::string_view k192 = kKey.substr(0, 48);
constexpr std::string_view kTens = "39383736353433323130";
constexpr std::string_view kSevens = "3737373770717273373737";
constexpr Sample kSamples[] = {{k128, 10, "", "0123456789", "2433477484"},
                               {k128, 10, kTens, "0123456789", "6124200773"},
                               {k128, 36, kSevens, "0123456789abcdefghi", "a9tv40mll9kdu509eum"},
                               {k192, 10, "", "0123456789", "2830668132"},
                               {k192, 10, kTens, "0123456789", "2496655549"},
                               {k192, 36, kSevens, "0123456789abcdefghi", "xbj3kv35jrawxv32ysr"},
                               {kKey, 10, "", "0123456789", "6657667009"},
                               {kKey, 10, kTens, "0123456789", "1001623463"},
                               {kKey, 36, kSevens, "0123456789abcdefghi", "xs8a0azh2avyalyzuwd"}};

TEST(Ff1Test, GivesTheSamplesOfNist) {
  for (const Sample& sample : kSamples) {
    const Ff1 ff1(FromHex(sample.key));
    const std::string tweak = FromHex(sample.tweak);
    EXPECT_EQ(Written(ff1.Encrypt(Read(sample.plain), sample.radix, tweak)), sample.cipher);
    EXPECT_EQ(Written(ff1.Decrypt(Read(sample.cipher), sample.radix, tweak)), sample.plain);
  }
}

TEST(Ff1Test, DecryptionUndoesEncryptionAtEverySizeAndRadix) {
  const Ff1 ff1(FromHex(kKey));
  for (const std::uint32_t radix : {2U, 3U, 10U, 26U, 62U, 255U, 256U}) {
    for (std::size_t size = 20; size < 200; size += 1 + size / 7) {
      Numerals numerals;
      for (std::size_t i = 0; i < size; ++i) numerals.push_back(static_cast<std::uint8_t>((i * i * 7 + size) % radix));
      const Numerals encrypted = ff1.Encrypt(numerals, radix, "tweak");
      EXPECT_EQ(encrypted.size(), size);
      EXPECT_NE(encrypted, numerals);
      for (const std::uint8_t numeral : encrypted) EXPECT_LT(numeral, radix);
      EXPECT_EQ(ff1.Decrypt(encrypted, radix, "tweak"), numerals);
    }
  }
}

TEST(Ff1Test, NoTwoNumbersHaveOneCiphertext) {
  const Ff1 ff1(FromHex(k128));
  std::set<Numerals> seen;
  for (int i = 0; i < 20000; ++i) seen.insert(ff1.Encrypt(Read(std::to_string(100000 + i)), 10, ""));
  EXPECT_EQ(seen.size(), 20000U);
}

}  // namespace
}  // namespace veil::surrogate
