#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "message/byte_map.h"

namespace veil {

enum class ByteOrder : std::uint8_t { kLittle, kBig };

// The byte order of UTF-16 text that begins with a byte order mark or with an ASCII character; nothing for other bytes.
std::optional<ByteOrder> Utf16OrderOf(std::string_view bytes);

// UTF-16 (RFC 2781) as UTF-8, a byte order mark as the character that it is. `map`, if given, leads from there to the
// bytes, a translated piece for each character. Errors: kInvalidEncoding (half a character).
Result<std::string> FromUtf16(ByteOrder order, std::string_view bytes, ByteMap* map);

// The reverse; `text` is valid UTF-8.
std::string ToUtf16(ByteOrder order, std::string_view text);

}  // namespace veil
