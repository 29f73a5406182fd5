#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/sha256.h"

namespace veil {

// A SHA-256 digest (FIPS 180-4), 32 bytes.
class Digest {
 public:
  static constexpr std::size_t kSize = 32;
  using Bytes = std::array<std::uint8_t, kSize>;

  Digest() = default;
  explicit Digest(const Bytes& bytes) : bytes_(bytes) {}

  static Digest Of(std::string_view data);
  static std::optional<Digest> FromHex(std::string_view hex);  // the inverse of Hex(); nothing for any other text

  const Bytes& bytes() const { return bytes_; }
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }
  std::string Hex() const;  // 64 lower-case hexadecimal digits
  auto operator<=>(const Digest&) const = default;

 private:
  Bytes bytes_{};
};

// HMAC-SHA-256 (RFC 2104) under one key, which may have any length: what depends on the key alone is hashed once.
class HmacKey {
 public:
  explicit HmacKey(std::string_view key);

  Digest Of(std::string_view data) const;

  // For data that comes in parts: they are added to what Begin() gives.
  Sha256 Begin() const { return inner_; }
  Digest End(Sha256 begun) const;

 private:
  Sha256 inner_;
  Sha256 outer_;
};

inline Digest Hmac(std::string_view key, std::string_view data) { return HmacKey(key).Of(data); }

}  // namespace veil
