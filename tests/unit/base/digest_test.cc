#include "base/digest.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <string>

namespace veil {
namespace {

// FIPS 180-4 example values and RFC 4231 test case 2.
TEST(DigestTest, KnownAnswers) {
  EXPECT_EQ(Digest::Of("abc").Hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Digest::Of("").Hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Hmac("Jefe", "what do ya want for nothing?").Hex(),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

// Every way in which data and padding fill the blocks, against another implementation.
TEST(DigestTest, AgreesWithLibsodiumAtEveryLength) {
  std::string data;
  for (std::size_t size = 0; size < 300; ++size, data += static_cast<char>(size * 131 % 251)) {
    Digest::Bytes hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(data.data()), data.size());
    EXPECT_EQ(Digest::Of(data), Digest(hash)) << size;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(data.data()), data.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(data.data()), data.size());
    crypto_auth_hmacsha256_final(&state, hash.data());
    EXPECT_EQ(Hmac(data, data), Digest(hash)) << size;
  }
}

TEST(DigestTest, DataThatComesInPartsGivesTheDigestOfTheWhole) {
  const std::string data(200, 'x');
  for (std::size_t cut = 0; cut <= data.size(); ++cut) {
    Sha256 sha;
    sha.Add(std::string_view(data).substr(0, cut));
    sha.Add(std::string_view(data).substr(cut));
    EXPECT_EQ(Digest(sha.Finish()), Digest::Of(data)) << cut;
  }
}

}  // namespace
}  // namespace veil
