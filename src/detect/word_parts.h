#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

#include "detect/tokens.h"

namespace veil {

// A run of letters and digits: a token, or what stands between the hyphens and apostrophes of one.
struct WordPart {
  Span span;
  std::string_view folded;
  std::uint64_t hash = 0;   // WordHash(folded)
  std::uint32_t token = 0;  // the index of its token
  bool digits = false;
  bool may_be_glued = false;  // of letters and digits, or with a capital inside
};

// The parts of a row of tokens. Their folded forms are those of the tokens, which must outlive them. Holds message
// text.
class WordParts {
 public:
  // `tokens` are those of `text`: Tokens, or what has the same form.
  template <typename Row>
  WordParts(std::string_view text, const Row& tokens) {
    parts_.reserve(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) Append(text, tokens[i], static_cast<std::uint32_t>(i));
  }

  std::size_t size() const { return parts_.size(); }
  const WordPart& operator[](std::size_t i) const { return parts_[i]; }
  std::vector<WordPart>::const_iterator begin() const { return parts_.begin(); }
  std::vector<WordPart>::const_iterator end() const { return parts_.end(); }

 private:
  void Append(std::string_view text, const Token& token, std::uint32_t index) {
    if (token.kind == TokenKind::kPunct) return;
    if (token.joined) return Split(text, token, index);
    parts_.push_back({token.span, token.folded, token.hash, index, token.kind == TokenKind::kNumber,
                      token.kind == TokenKind::kMixed || token.inner_capital});
  }
  void Split(std::string_view text, const Token& token, std::uint32_t index);

  std::vector<WordPart> parts_;
  std::forward_list<std::string> folded_;  // of the parts of tokens that have several
};

}  // namespace veil
