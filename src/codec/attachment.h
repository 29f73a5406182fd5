#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "message/document.h"
#include "message/replacement.h"

namespace veil {

// Opens base64 `encoded`, of `media_type` ("text/plain; charset=utf-8"), into fields of its decoded text: those of
// OpenBody (codec/body.h). Each has Field::encoded but for its place and raw span, and no path and map. Nothing if it
// is no base64, no text of that type, or a type that Veil does not read: its codec removes it.
std::optional<std::vector<Field>> OpenAttachment(std::string_view encoded, std::string_view media_type);

// `encoded` with the replacements of its fields, all of which have the same Field::encoded span, as base64 anew. Empty
// when nothing is left of it. Errors: kEncodeFailed.
Result<std::string> CloseAttachment(std::string_view encoded, std::string_view media_type, const Document& document,
                                    std::span<const Replacement> replacements);

}  // namespace veil
