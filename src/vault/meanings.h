#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/identifier_type.h"
#include "message/byte_map.h"
#include "vault/vault_record.h"

namespace veil {

// A word of a text as surrogates are compared: a run of letters or of digits, in lower case, diacritics off.
struct VaultWord {
  Span span;
  std::string folded;
};
std::vector<VaultWord> VaultWords(std::string_view text);

// What a phrase stands for. More than one original: it is ambiguous.
struct Meaning {
  IdentifierType type = IdentifierType::kUnknown;
  std::map<std::string, std::string> originals;  // folded -> as it stood first
  bool exact = false;                            // a form: what stands between its words must be the same too
  std::string folded;                            // the words of the surrogate and what stands between them
  std::string before, after;                     // what the surrogate has before its first and after its last word

  bool ambiguous() const { return originals.size() > 1; }
};

// The phrases that surrogates are, and the words of names, with what they stand for. Holds message text.
class Meanings {
 public:
  static constexpr std::size_t kWordsMax = 12;

  void Add(const VaultEntry& entry);

  // The meaning of `count` words from words[at]; null if they are no surrogate.
  const Meaning* Find(const std::vector<VaultWord>& words, std::size_t at, std::size_t count) const;

 private:
  void AddPhrase(const VaultEntry& entry, const std::vector<VaultWord>& words);
  void AddWordsOfName(const VaultEntry& entry, const std::vector<VaultWord>& words);
  Meaning& At(const std::string& phrase, IdentifierType type);

  std::map<std::string, Meaning, std::less<>> phrases_;  // folded words, each with a blank after it
};

// `original` in the case of what it replaces: all capitals, all small, or neither.
std::string InCaseOf(std::string_view original, std::string_view replaced);

}  // namespace veil
