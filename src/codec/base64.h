#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace veil {

// Base64 (RFC 4648 section 4), blanks between the characters allowed. Nothing if it is anything else.
std::optional<std::string> FromBase64(std::string_view text);

std::string ToBase64(std::string_view bytes);  // one line, padded

}  // namespace veil
