#include "base/digest.h"

namespace veil {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

}  // namespace

Digest Digest::Of(std::string_view data) {
  Sha256 sha;
  sha.Add(data);
  return Digest(sha.Finish());
}

std::optional<Digest> Digest::FromHex(std::string_view hex) {
  if (hex.size() != 2 * kSize) return std::nullopt;
  Bytes bytes{};
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const std::size_t digit = kHex.find(hex[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    bytes[i / 2] = static_cast<std::uint8_t>(bytes[i / 2] << 4 | static_cast<std::uint8_t>(digit));
  }
  return Digest(bytes);
}

std::string Digest::Hex() const {
  std::string hex;
  hex.reserve(2 * kSize);
  for (const std::uint8_t byte : bytes_) {
    hex.push_back(kHex[byte >> 4]);
    hex.push_back(kHex[byte & 0xF]);
  }
  return hex;
}

HmacKey::HmacKey(std::string_view key) {
  Digest hashed;
  if (key.size() > Sha256::kBlockSize) {
    hashed = Digest::Of(key);
    key = hashed.view();
  }
  std::string inner(Sha256::kBlockSize, '\x36');
  std::string outer(Sha256::kBlockSize, '\x5C');
  for (std::size_t i = 0; i < key.size(); ++i) {
    inner[i] = static_cast<char>(inner[i] ^ key[i]);
    outer[i] = static_cast<char>(outer[i] ^ key[i]);
  }
  inner_.Add(inner);
  outer_.Add(outer);
}

Digest HmacKey::Of(std::string_view data) const {
  Sha256 inner = inner_;
  inner.Add(data);
  return End(inner);
}

Digest HmacKey::End(Sha256 begun) const {
  Sha256 outer = outer_;
  outer.Add(Digest(begun.Finish()).view());
  return Digest(outer.Finish());
}

}  // namespace veil
