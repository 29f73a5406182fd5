#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/phi.h"
#include "detect/folded.h"
#include "message/byte_map.h"

namespace veil {

enum class TokenKind : std::uint8_t { kWord, kNumber, kMixed, kPunct };

// One word, number, code or sign of a text. A word keeps its inner apostrophes and hyphens ("O'Rourke-Baptiste").
struct Token {
  Span span;                // without a possessive 's
  std::string_view folded;  // words and codes (base/fold.h); a sign: itself. As short-lived as the row of tokens
  std::uint64_t hash = 0;   // WordHash(folded)
  TokenKind kind = TokenKind::kPunct;
  bool capital = false;            // begins with a capital letter
  bool all_caps = false;           // two letters or more, none small
  bool initial = false;            // a single letter
  bool inner_capital = false;      // a capital stands behind its first character
  bool joined = false;             // has an inner apostrophe or hyphen
  bool possessive = false;         // 's or s' follows or ends it
  bool line_start = false;         // first of its line
  std::uint8_t blanks_before = 0;  // blanks and tabs between it and the token before; 255: that or more

  bool IsWord() const { return kind == TokenKind::kWord; }
  bool Is(std::string_view word) const { return folded == word; }
};

// A text, split into tokens, in order; every byte of the UTF-8 text that is not a blank or a line end lies in one, but
// for a possessive 's. Linear. Holds message text.
class Tokens {
 public:
  explicit Tokens(PhiView text);

  std::size_t size() const { return tokens_.size(); }
  const Token& operator[](std::size_t i) const { return tokens_[i]; }
  std::vector<Token>::const_iterator begin() const { return tokens_.begin(); }
  std::vector<Token>::const_iterator end() const { return tokens_.end(); }

 private:
  Folded folded_;
  std::vector<Token> tokens_;
};

// Calls `each` for the parts of a hyphenated word, folded: "o'rourke-baptiste" -> "o'rourke", "baptiste".
template <typename Each>
void EachHyphenPart(std::string_view folded, Each each) {
  while (!folded.empty()) {
    const std::size_t end = folded.find('-') < folded.size() ? folded.find('-') : folded.size();
    if (end > 0) each(folded.substr(0, end));
    folded.remove_prefix(end < folded.size() ? end + 1 : end);
  }
}

}  // namespace veil
