#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/literal.h"

namespace veil {

// The clinical formats of DESIGN 5; kAuto is a request to find out, never a result.
enum class Format : std::uint8_t { kAuto, kText, kHl7v2, kFhir, kCda, kNdjson, kCsv, kHtml, kRtf, kMail };

Literal FormatName(Format format);                            // "auto", "text", "hl7v2", ...
std::optional<Format> FormatFromName(std::string_view name);  // nothing for any other word

}  // namespace veil
