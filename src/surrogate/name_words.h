#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "surrogate/name_text.h"
#include "surrogate/original.h"

namespace veil::surrogate {

// Which surrogate word stands for which word of the names of one message.
//
// A name is replaced word by word, so that one person has one surrogate in all forms and relatives share a surrogate
// surname. A word that is another form of one (a short form of a given name, one edit away, a plural surname) takes
// that one's surrogate. A surrogate begins with another letter than its original, is of the same sex where that is
// known, and is no word of the message nor anyone else's surrogate.
class NameWords {
 public:
  explicit NameWords(const Material& material) : material_(material) {}

  // First all words are added, then Draw() is called once, then SurrogateOf() may be.
  void Add(const NameWord& word, Gender gender, bool structured);
  void Draw();

  bool Has(const std::string& folded) const { return entries_.contains(folded); }
  // The surrogate (written as a title) of a word that was added; empty when none could be drawn.
  std::string_view SurrogateOf(const std::string& folded) const;

 private:
  struct Entry {
    std::size_t given = 0;  // votes
    std::size_t family = 0;
    std::size_t female = 0;
    std::size_t male = 0;
    std::size_t count = 0;
    bool structured = false;
    std::string same_as;  // the word whose other form this is; empty: stands for itself
    std::string_view surrogate;
  };

  void LinkForms();
  void LinkNickname(const std::string& word, Entry& entry);
  void LinkMisspelt();
  const Wordlists::Words& ListFor(const std::string& word, const Entry& entry) const;
  std::string_view DrawFor(const std::string& word, const Entry& entry);

  const Material& material_;
  // Lists of which no name is left for a word with this first letter.
  std::set<std::pair<const Wordlists::Words*, char>> exhausted_;
  std::map<std::string, Entry> entries_;  // in order of the words, so that nothing depends on the order of findings
};

}  // namespace veil::surrogate
