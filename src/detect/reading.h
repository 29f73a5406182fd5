#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/phi.h"
#include "detect/lexicon.h"
#include "detect/tokens.h"

namespace veil {

// How a line is cased: where nothing or all is capital, a capital says nothing.
enum class LineCase : std::uint8_t { kMixed, kLower, kUpper };

// A token with what the dictionaries say of it and where it stands.
struct ReadToken : Token {
  WordInfo info;
  LineCase line_case = LineCase::kMixed;
  bool sentence_start = false;
  bool line_end = false;

  // Written as a name is: capital where capitals mean something, else any word.
  bool NameCase() const { return IsWord() && (capital || line_case == LineCase::kLower); }
  bool Has(WordFlag flag) const { return info.Has(flag); }
  std::uint8_t NameRank() const { return info.surname > info.given ? info.surname : info.given; }
  // Not in any dictionary of words that are not names.
  bool OnlyName() const;
  // A word with clinical meaning: a drug, an eponym, a term.
  bool Clinical() const;
};

// A text, read once: what the detectors that look at words share. Holds message text: as short-lived as the text.
class Reading {
 public:
  Reading(PhiView text, const Lexicon& lexicon);

  std::size_t size() const { return tokens_.size(); }
  const ReadToken& operator[](std::size_t i) const { return tokens_[i]; }
  const std::vector<ReadToken>& tokens() const { return tokens_; }

  // The token at i + by when it is in the text and on the same line; else nothing.
  const ReadToken* At(std::size_t i, int by) const;
  bool Is(std::size_t i, int by, std::string_view word) const;
  // The longest phrase of the dictionary that begins at token i.
  Lexicon::Phrase PhraseAt(std::size_t i) const;

 private:
  void MarkLines();
  void MarkSentences();

  const Lexicon& lexicon_;
  std::vector<ReadToken> tokens_;
};

}  // namespace veil
