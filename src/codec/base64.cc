#include "codec/base64.h"

#include <cstdint>

namespace veil {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBlank = " \t\r\n";

}  // namespace

std::optional<std::string> FromBase64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  std::size_t characters = 0;
  std::size_t padding = 0;
  for (const char c : text) {
    if (kBlank.find(c) != std::string_view::npos) continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos || padding > 0) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    if (++characters % 4 == 0) {
      bytes += static_cast<char>(bits >> 16U & 0xFFU);
      bytes += static_cast<char>(bits >> 8U & 0xFFU);
      bytes += static_cast<char>(bits & 0xFFU);
    }
  }
  const std::size_t rest = characters % 4;
  if (rest == 1 || (padding > 0 && (rest == 0 || rest + padding != 4))) return std::nullopt;
  if (rest >= 2) bytes += static_cast<char>(bits >> (rest == 2 ? 4U : 10U) & 0xFFU);
  if (rest == 3) bytes += static_cast<char>(bits >> 2U & 0xFFU);
  return bytes;
}

std::string ToBase64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  const auto byte = [&](std::size_t i) {
    return i < bytes.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) : 0U;
  };
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::uint32_t bits = (byte(i) << 16U) | (byte(i + 1) << 8U) | byte(i + 2);
    text += kAlphabet[bits >> 18U];
    text += kAlphabet[bits >> 12U & 63U];
    text += i + 1 < bytes.size() ? kAlphabet[bits >> 6U & 63U] : '=';
    text += i + 2 < bytes.size() ? kAlphabet[bits & 63U] : '=';
  }
  return text;
}

}  // namespace veil
