#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <vector>

#include "base/word_table.h"
#include "detect/lexicon.h"
#include "detect/tokens.h"
#include "detect/word_parts.h"
#include "message/document.h"
#include "message/finding.h"

namespace veil {

// The words and phrases that were found in a message, to be looked for in all of it, each with the type it was found
// as. Holds message text.
class Wanted {
 public:
  explicit Wanted(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // Takes what `resolved` (as Resolve() made it) holds and no earlier call gave; from then on only that is looked for.
  // False: nothing new.
  bool Learn(const Document& document, const Findings& resolved);

  struct Word {
    IdentifierType type = IdentifierType::kUnknown;
    bool ordinary = false;
    bool sure = false;
  };
  // Null: not wanted.
  const Word* Find(std::string_view folded, std::uint64_t hash) const {
    const std::uint32_t number = words_.Find(folded, hash);
    return number == WordTable::kNone || known_[number].call != call_ ? nullptr : &known_[number].word;
  }

  struct Phrase {
    std::size_t words = 0;  // 0: none
    IdentifierType type = IdentifierType::kUnknown;
  };
  // The longest phrase that begins at parts[at].
  Phrase FindPhrase(const WordParts& parts, std::size_t at) const;

  // Whether the word is one of language too, that it may stand for.
  static bool IsOrdinary(const WordInfo& info);

 private:
  // What was found, read. The tables hold views of it.
  struct Source {
    explicit Source(PhiView text) : tokens(text), parts(text.Expose(), tokens) {}
    Tokens tokens;
    WordParts parts;
  };
  // A word that was learned, and by which call.
  struct Known {
    Word word;
    std::uint32_t call = 0;
    bool learned_sure = false;
    bool learned_unsure = false;
  };
  // A word of the tree of phrases, after the words on the way to it.
  struct Step {
    bool learned = false;        // a phrase that ends here
    std::uint32_t call = 0;      // the last that learned a phrase over it; 0: none
    std::uint32_t end_call = 0;  // the last that learned one to be looked for to here
    IdentifierType type = IdentifierType::kUnknown;
  };

  void LearnFinding(PhiView text, const Finding& finding);
  void AddWord(const WordPart& part, const WordInfo& info, const Finding& finding);
  void AddPhrase(const WordParts& parts, IdentifierType type);
  WordInfo InfoOf(const WordPart& part) const { return lexicon_.FindWord(part.folded, part.hash).info; }

  const Lexicon& lexicon_;
  std::uint32_t call_ = 0;
  bool new_ = false;  // whether the last call learned something
  Findings before_;   // what it was given
  std::forward_list<Source> sources_;
  WordTable words_;
  std::vector<Known> known_;
  WordTable phrase_words_;  // those after step n are group n + 1; those that begin a phrase are group 0
  std::vector<Step> steps_;
};

}  // namespace veil
