#pragma once

#include <string_view>
#include <vector>

#include "message/byte_map.h"

namespace veil {

// Cuts a text into its paragraphs, in order and together the whole text. A paragraph ends behind a line that holds
// nothing but blanks; no identifier goes on behind it.
std::vector<Span> Paragraphs(std::string_view text);

}  // namespace veil
