#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "surrogate/name_context.h"
#include "surrogate/name_text.h"
#include "surrogate/original.h"

namespace veil::surrogate {

// Which surrogate word stands for which word of the names of one message.
//
// A name is replaced word by word, so that one person has one surrogate in all forms and relatives share a surrogate
// surname. A word that is another form of one (a short form of a given name, one edit away, a plural surname) takes
// that one's surrogate, a short form a short form of it. A surrogate begins with another letter than its original, is
// of the same sex where that is known and of the same origin where the lists tell it, and is no word of the message nor
// anyone else's surrogate.
//
// What list a surrogate comes from depends on the word alone as far as it can, so that it is the same in messages that
// say less of the person. Words of clinicians are drawn from a seed of their own.
class NameWords {
 public:
  explicit NameWords(const Material& material) : material_(material) {}

  // First all words are added, then Draw() is called once, then SurrogateOf() may be.
  // `guess`: the sex that other words of the name suggest.
  void Add(const NameWord& word, const NameContext& context, Gender guess, bool structured);
  // What is known of who bears the word by other names.
  void Suggest(const std::string& folded, Gender gender);
  void Draw();

  bool Has(const std::string& folded) const { return entries_.contains(folded); }
  // The surrogate (written as a title) of a word that was added; empty when none could be drawn.
  std::string_view SurrogateOf(const std::string& folded) const;

 private:
  struct Entry {
    std::size_t given = 0;  // votes
    std::size_t family = 0;
    int sex_said = 0;     // how often female, less how often male, as the text or the structure says
    int sex_guessed = 0;  // the same, as the other words of a name suggest
    std::size_t count = 0;
    std::size_t clinician = 0;
    bool structured = false;
    bool of_patient = false;  // as a structure says, or of a relative
    Article article = Article::kNone;
    std::string same_as;    // the word whose other form this is; empty: stands for itself
    bool is_short = false;  // a short form of `same_as` or of `long_form`
    std::string long_form;  // that no name of the message has; empty: none
    std::string drawn;      // for the word, or for its long form
    std::string surrogate;
  };

  void LinkForms();
  void LinkNickname(const std::string& word, Entry& entry);
  void LinkMisspelt();
  void DrawAll(bool clinicians);
  bool IsClinicians(const Entry& entry) const;
  bool IsGiven(const std::string& word, const Entry& entry) const;
  bool IsFemale(const std::string& word, const Entry& entry) const;
  const Wordlists::Words& ListFor(const std::string& word, const Entry& entry) const;
  std::string_view DrawFor(const std::string& word, const Entry& entry);
  std::string ShortOf(const std::string& word, const std::string& surrogate) const;

  const Material& material_;
  // Lists of which no name is left for a word with this first letter.
  std::set<std::pair<const Wordlists::Words*, char>> exhausted_;
  std::map<std::string, Entry> entries_;  // in order of the words, so that nothing depends on the order of findings
};

}  // namespace veil::surrogate
