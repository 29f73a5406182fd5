#include "codec/utf16.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "codec/charset.h"

namespace veil {
namespace {

char16_t UnitAt(ByteOrder order, std::string_view bytes, std::size_t at) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return static_cast<char16_t>(order == ByteOrder::kBig ? first << 8U | second : second << 8U | first);
}

void AppendUnit(ByteOrder order, char16_t unit, std::string& out) {
  const auto high = static_cast<char>(unit >> 8U);
  const auto low = static_cast<char>(unit & 0xFFU);
  out += order == ByteOrder::kBig ? high : low;
  out += order == ByteOrder::kBig ? low : high;
}

bool IsAscii(char c) { return c != '\0' && static_cast<unsigned char>(c) < 0x80; }

}  // namespace

std::optional<ByteOrder> Utf16OrderOf(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  if (bytes.starts_with("\xFF\xFE") || (IsAscii(bytes[0]) && bytes[1] == '\0')) return ByteOrder::kLittle;
  if (bytes.starts_with("\xFE\xFF") || (bytes[0] == '\0' && IsAscii(bytes[1]))) return ByteOrder::kBig;
  return std::nullopt;
}

Result<std::string> FromUtf16(ByteOrder order, std::string_view bytes, ByteMap* map) {
  const auto fail = [](std::size_t at) {
    return Fail(ErrorCode::kInvalidEncoding, "half a character of UTF-16", static_cast<std::int64_t>(at));
  };
  std::string text;
  text.reserve(bytes.size() / 2);
  for (std::size_t at = 0; at < bytes.size();) {
    if (at + 2 > bytes.size()) return fail(at);
    const char16_t unit = UnitAt(order, bytes, at);
    auto character = static_cast<char32_t>(unit);
    std::size_t end = at + 2;
    if (U16_IS_SURROGATE(unit)) {
      const bool pair = U16_IS_SURROGATE_LEAD(unit) && at + 4 <= bytes.size();
      const char16_t trail = pair ? UnitAt(order, bytes, at + 2) : u'\0';
      if (!U16_IS_TRAIL(trail)) return fail(at);
      character = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(unit, trail));
      end += 2;
    }
    const std::size_t before = text.size();
    AppendUtf8(character, text);
    if (map != nullptr) map->AppendTranslated(text.size() - before, {at, end});
    at = end;
  }
  return text;
}

std::string ToUtf16(ByteOrder order, std::string_view text) {
  std::string out;
  out.reserve(text.size() * 2);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0x10000) {
      AppendUnit(order, static_cast<char16_t>(c), out);
    } else {
      AppendUnit(order, static_cast<char16_t>(U16_LEAD(c)), out);
      AppendUnit(order, static_cast<char16_t>(U16_TRAIL(c)), out);
    }
  }
  return out;
}

}  // namespace veil
