#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/word_table.h"

namespace veil::surrogate {

struct City {
  std::string_view name;
  std::string_view state;  // postal abbreviation
  std::string_view zip3;   // first three digits of a ZIP code there
};

// What surrogates are drawn from and what parts of an original are no one's (street types, heads of facilities): the
// lists of dictionaries/, embedded in the program. Immutable, thread-safe.
class Wordlists {
 public:
  static const Wordlists& Embedded();

  using Words = std::vector<std::string_view>;
  const Words& given_female() const { return given_female_; }
  const Words& given_male() const { return given_male_; }
  const Words& surnames() const { return surnames_; }
  const Words& streets() const { return streets_; }        // one word or two
  const Words& facilities() const { return facilities_; }  // stems, two words
  const std::vector<City>& cities() const { return cities_; }
  // The cities of a state by its postal abbreviation; null for any other word.
  const std::vector<City>* CitiesOf(std::string_view state) const;

  // How frequent a given name is among women and men: ranks on a log scale, 0 for rare and unknown.
  struct GivenName {
    int female = 0;
    int male = 0;

    bool IsGiven() const { return female > 0 || male > 0; }
    // Neither, or one of both.
    bool IsFemale() const { return female > male + kApart; }
    bool IsMale() const { return male > female + kApart; }

   private:
    static constexpr int kApart = 25;  // about four times as many
  };

  // Words are given folded.
  GivenName FindGiven(std::string_view word) const;
  bool IsSurname(std::string_view word) const { return family_.contains(word); }
  bool IsStreetType(std::string_view word) const { return street_types_.contains(word); }
  // A word, or several with a blank between: "hospital", "medical center".
  bool IsFacilityHead(std::string_view word) const { return facility_heads_.contains(word); }
  // The given names that a short form stands for; null: none.
  const Words* LongForms(std::string_view nickname) const;

  // Three digits that begin a ZIP code may be published (45 CFR 164.514(b)(2)(i)(B)).
  bool MayShowZip3(std::string_view zip3) const;

  // Every word that a surrogate may be made of has a number below WordCount(); WordTable::kNone for any other word.
  std::uint32_t WordNumber(std::string_view folded) const { return numbers_.Find(folded, WordTable::Hash(folded)); }
  std::size_t WordCount() const { return numbers_.size(); }

 private:
  Wordlists();
  void AddGiven(std::string_view line, int GivenName::*sex);
  void NumberWords();

  Words given_female_, given_male_, surnames_, streets_, facilities_;
  std::vector<City> cities_;
  std::unordered_map<std::string_view, std::vector<City>> by_state_;
  // The folded words that the sets below look at.
  std::vector<std::string> folded_;
  std::unordered_map<std::string_view, GivenName> given_;
  std::unordered_set<std::string_view> family_, street_types_, facility_heads_, zip3_;
  std::unordered_map<std::string_view, Words> nicknames_;
  WordTable numbers_;
};

}  // namespace veil::surrogate
