#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "message/byte_map.h"

namespace veil {

using Characters = std::span<const Span>;

// The letters and digits of a text, which scoring counts, one span of bytes each, and the tokens that they form: runs
// of letters and digits that touch. Letters are those of Unicode.
struct Words {
  std::vector<Span> characters;  // in order
  std::vector<Span> tokens;      // in order

  // The characters that begin within the range.
  Characters Inside(const Span& range) const;
};

// `text` is UTF-8; other bytes are no letters.
Words ReadWords(std::string_view text);

// Cuts characters into those of one token each.
std::vector<Characters> Tokens(Characters characters);

}  // namespace veil
