#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "message/byte_map.h"

namespace veil {

// The character encodings that codecs decode. kWindows1252 is ISO-8859-1 with printable characters in 0x80-0x9F.
enum class Charset : std::uint8_t { kAscii, kUtf8, kLatin1, kLatin9, kWindows1252 };

// Appends raw[range] to `text` as UTF-8 and says in `map` where it came from. Bytes of ASCII and UTF-8 are copied (the
// caller has checked that they are valid); a byte above 0x7F of another charset is a translated piece of its own.
void AppendDecoded(Charset charset, std::string_view raw, Span range, std::string& text, ByteMap& map);

// Appends the character to `out` as UTF-8.
void AppendUtf8(char32_t c, std::string& out);

// Appends UTF-8 `text` to `out` in `charset`. What the charset lacks becomes the nearest ASCII (é -> e), else '?'.
void AppendEncoded(Charset charset, std::string_view text, std::string& out);

}  // namespace veil
