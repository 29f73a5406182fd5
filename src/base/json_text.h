#pragma once

#include <string>
#include <string_view>

namespace veil {

// `text` as a JSON string (RFC 8259 section 7), quotes included. Bytes that are not UTF-8 become U+FFFD: file names may
// hold any.
std::string JsonQuoted(std::string_view text);

}  // namespace veil
