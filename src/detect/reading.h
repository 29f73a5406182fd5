#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/phi.h"
#include "detect/cues.h"
#include "detect/folded.h"
#include "detect/lexicon.h"
#include "detect/tokens.h"

namespace veil {

// How a line is cased: where nothing or all is capital, a capital says nothing.
enum class LineCase : std::uint8_t { kMixed, kLower, kUpper };

// A token with what the dictionaries say of it and where it stands.
struct ReadToken : Token {
  WordInfo info;
  Cues cues;
  bool begins_phrase = false;  // of the dictionaries
  LineCase line_case = LineCase::kMixed;
  bool sentence_start = false;
  bool line_end = false;

  // Written as a name is: capital where capitals mean something, else any word.
  bool NameCase() const { return IsWord() && (capital || line_case == LineCase::kLower); }
  bool Has(WordFlag flag) const { return info.Has(flag); }
  bool Is(Cue cue) const { return cues.Has(cue); }
  using Token::Is;
  std::uint8_t NameRank() const { return info.surname > info.given ? info.surname : info.given; }
  // Not in any dictionary of words that are not names.
  bool OnlyName() const { return info.flags != 0 && (info.flags & ~kNameFlags) == 0; }
  // A word with clinical meaning: a drug, an eponym, a term.
  bool Clinical() const { return (info.flags & kClinicalFlags) != 0; }

 private:
  static constexpr std::uint32_t kNameFlags =
      WordFlags(WordFlag::kSurname, WordFlag::kGivenFemale, WordFlag::kGivenMale, WordFlag::kNickname);
  static constexpr std::uint32_t kClinicalFlags = WordFlags(WordFlag::kDrug, WordFlag::kEponym, WordFlag::kClinical);
};

// A text, read once: what the detectors that look at words share. Holds message text: as short-lived as the text.
class Reading {
 public:
  Reading(PhiView text, const Lexicon& lexicon);

  std::size_t size() const { return tokens_.size(); }
  const ReadToken& operator[](std::size_t i) const { return tokens_[i]; }
  const std::vector<ReadToken>& tokens() const { return tokens_; }

  // The token at i + by when it is in the text and on the same line; else nothing.
  const ReadToken* At(std::size_t i, int by) const {
    for (; by > 0; --by, ++i) {
      if (i >= tokens_.size() || tokens_[i].line_end) return nullptr;
    }
    for (; by < 0; ++by, --i) {
      if (i == 0 || tokens_[i].line_start) return nullptr;
    }
    return i < tokens_.size() ? &tokens_[i] : nullptr;
  }
  bool Is(std::size_t i, int by, std::string_view word) const {
    const ReadToken* token = At(i, by);
    return token != nullptr && token->Is(word);
  }
  // The longest phrase of the dictionary that begins at token i.
  Lexicon::Phrase PhraseAt(std::size_t i) const;

 private:
  void Add(const Token& token);
  void LookUp();
  void LookUp(ReadToken& token) const;
  void MarkPhrases();
  void MarkLines();
  void MarkSentences();

  const Lexicon& lexicon_;
  Folded folded_;
  std::vector<ReadToken> tokens_;
};

}  // namespace veil
