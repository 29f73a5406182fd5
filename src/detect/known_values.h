#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "detect/lexicon.h"
#include "message/document.h"

namespace veil {

// The identifiers that the structured fields of one message hold, and those that are known of its patient, ready to be
// looked up. Holds message text.
class KnownValues {
 public:
  KnownValues(const Document& document, const Lexicon& lexicon);

  bool empty() const { return words_.empty() && codes_.empty(); }

  // The type of the known word that `folded` is, or is one edit away from when both have five letters or more and
  // `near` allows it; null: none.
  const IdentifierType* FindWord(std::string_view folded, bool near) const;
  // The type of the known code with these letters and digits, folded, without signs between them.
  const IdentifierType* FindCode(std::string_view bare) const;
  // Whether a known address begins with this house number and this word.
  bool IsStreetBegin(std::string_view number, std::string_view folded) const;
  std::size_t code_size_max() const { return code_size_max_; }

 private:
  void Add(IdentifierType type, Party party, Part part, const PhiString& text, const Lexicon& lexicon);
  void AddWords(IdentifierType type, const PhiString& text, const Lexicon& lexicon);
  void AddStreetBegin(const PhiString& text);
  void AddCode(IdentifierType type, const PhiString& text);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Types = std::unordered_map<std::string, IdentifierType, Hash, std::equal_to<>>;

  Types words_;
  Types near_;  // words less one letter: the hash of deletions
  Types codes_;
  std::unordered_set<std::string> street_begins_;  // "1207 tern"
  std::size_t code_size_max_ = 0;
};

// Appends the letters and digits of `text`, folded.
void AppendBare(std::string_view text, std::string& bare);

}  // namespace veil
