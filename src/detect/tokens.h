#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/phi.h"
#include "message/byte_map.h"

namespace veil {

enum class TokenKind : std::uint8_t { kWord, kNumber, kMixed, kPunct };

// One word, number, code or sign of a text. A word keeps its inner apostrophes and hyphens ("O'Rourke-Baptiste").
struct Token {
  Span span;  // without a possessive 's
  TokenKind kind = TokenKind::kPunct;
  bool capital = false;            // begins with a capital letter
  bool all_caps = false;           // two letters or more, none small
  bool initial = false;            // a single letter
  bool possessive = false;         // 's or s' follows or ends it
  bool line_start = false;         // first of its line
  std::uint8_t blanks_before = 0;  // blanks and tabs between it and the token before; 255: that or more
  std::string folded;              // words and codes (base/fold.h); a sign: itself

  bool IsWord() const { return kind == TokenKind::kWord; }
  bool Is(std::string_view word) const { return folded == word; }
};

// Splits UTF-8 text into tokens, in order; every byte that is not a blank or a line end lies in one, but for a
// possessive 's. Linear.
std::vector<Token> Tokenize(PhiView text);

// The parts of a hyphenated word, folded: "o'rourke-baptiste" -> "o'rourke", "baptiste".
std::vector<std::string_view> HyphenParts(std::string_view folded);

}  // namespace veil
