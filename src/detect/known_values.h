#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "detect/lexicon.h"
#include "message/document.h"

namespace veil {

// The identifiers that the structured fields of one message hold, ready to be looked up. Holds message text.
class KnownValues {
 public:
  KnownValues(const Document& document, const Lexicon& lexicon);

  bool empty() const { return words_.empty() && codes_.empty(); }

  // The type of the known word that `folded` is, or is one edit away from when both have five letters or more and
  // `near` allows it; null: none.
  const IdentifierType* FindWord(const std::string& folded, bool near) const;
  // The type of the known code with these letters and digits, folded, without signs between them.
  const IdentifierType* FindCode(const std::string& bare) const;
  std::size_t code_size_max() const { return code_size_max_; }

 private:
  void AddWords(const Field& field, const Lexicon& lexicon);
  void AddCode(const Field& field);

  std::unordered_map<std::string, IdentifierType> words_;
  std::unordered_map<std::string, IdentifierType> near_;  // words less one letter: the hash of deletions
  std::unordered_map<std::string, IdentifierType> codes_;
  std::size_t code_size_max_ = 0;
};

// Letters and digits of `text`, folded.
std::string Bare(std::string_view text);

}  // namespace veil
