#include "codec/text_charset.h"

#include "base/fold.h"

namespace veil {
namespace {

struct Census {
  std::size_t control = 0;
  std::size_t high = 0;
  std::size_t undefined = 0;  // bytes without a character in Windows-1252
  bool nul = false;
};

Census Count(std::string_view bytes) {
  Census census;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    census.nul = census.nul || byte == 0;
    if (byte == 0x7F || (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f')) ++census.control;
    if (byte >= 0x80) ++census.high;
    if (byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D) ++census.undefined;
  }
  return census;
}

}  // namespace

std::optional<Charset> TextCharset(std::string_view bytes) {
  const Census census = Count(bytes);
  if (census.nul || census.control * 20 > bytes.size()) return std::nullopt;
  if (IsUtf8(bytes)) return Charset::kUtf8;
  if (census.undefined > 0 || census.high * 10 > bytes.size() * 3) return std::nullopt;
  return Charset::kWindows1252;
}

}  // namespace veil
