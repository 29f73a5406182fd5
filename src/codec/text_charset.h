#pragma once

#include <optional>
#include <string_view>

#include "codec/charset.h"

namespace veil {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // of UTF-8

// The charset of bytes that say none: UTF-8 if they are well-formed UTF-8, otherwise Windows-1252, the superset of
// ISO-8859-1, if at most three bytes in ten are above 0x7F and none is one of the five that Windows-1252 leaves open.
// Nothing for NUL bytes, and for more than one control byte in twenty: that is no text.
std::optional<Charset> TextCharset(std::string_view bytes);

}  // namespace veil
