#include "base/digest.h"

#include <sodium.h>

namespace veil {
namespace {

const unsigned char* Unsigned(std::string_view data) { return reinterpret_cast<const unsigned char*>(data.data()); }

}  // namespace

Digest Digest::Of(std::string_view data) {
  Digest digest;
  crypto_hash_sha256(digest.bytes_.data(), Unsigned(data), data.size());
  return digest;
}

std::string Digest::Hex() const {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * kSize);
  for (const std::uint8_t byte : bytes_) {
    hex.push_back(kHex[byte >> 4]);
    hex.push_back(kHex[byte & 0xF]);
  }
  return hex;
}

Digest Hmac(std::string_view key, std::string_view data) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, Unsigned(key), key.size());
  crypto_auth_hmacsha256_update(&state, Unsigned(data), data.size());
  Digest::Bytes out;
  crypto_auth_hmacsha256_final(&state, out.data());
  return Digest(out);
}

}  // namespace veil
