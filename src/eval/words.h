#pragma once

#include <string_view>
#include <vector>

#include "message/byte_map.h"

namespace veil {

// The letters and digits of a text, which scoring counts, one span of bytes each, and the tokens that they form: runs
// of letters and digits that touch. Letters are those of Unicode.
struct Words {
  std::vector<Span> characters;  // in order
  std::vector<Span> tokens;      // in order
};

// `text` is UTF-8; other bytes are no letters.
Words ReadWords(std::string_view text);

}  // namespace veil
