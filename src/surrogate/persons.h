#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "surrogate/name_text.h"

namespace veil::surrogate {

// The persons that one message names in full, so that an initial can be told whose it is.
class Persons {
 public:
  // The words of one name; names without a given name or without a surname say nothing new and are left out, and so are
  // those of more than sixteen words.
  void Add(const std::vector<NameWord>& words);

  // The word that the initial at words[at] stands for, folded; empty: nobody's known. In "J. Smith" and "John S." the
  // other words say whose initial it is; in "J.S." all initials do.
  std::string WordOfInitial(const std::vector<NameWord>& words, std::size_t at) const;
  // The words that the letters of initials ("jks", folded) stand for, one each, empty where unknown.
  std::vector<std::string> WordsOfInitials(std::string_view letters) const;

 private:
  struct Person {
    std::vector<std::string> words;  // in order: given names, surnames
    std::size_t given = 0;           // how many of them are given names

    bool operator<(const Person& other) const { return words < other.words; }
  };

  static std::string Unclaimed(const Person& person, const std::vector<NameWord>& words, std::size_t at);

  // By word, and by first and last initial; the persons of one key are in order of their words.
  std::unordered_map<std::string, std::map<std::vector<std::string>, Person>> by_word_;
  std::map<std::pair<char, char>, std::map<std::vector<std::string>, Person>> by_initials_;
};

}  // namespace veil::surrogate
