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
  std::string_view state;              // postal abbreviation
  std::vector<std::string_view> zips;  // some of its ZIP codes, one at least

  std::string_view zip3() const { return zips.front().substr(0, 3); }
};

// Where most bearers of a name say that they come from. Of other origins the Census knows too few names for a list.
enum class Origin : std::uint8_t { kGeneral, kHispanic, kAsian };

// What surrogates are drawn from and what parts of an original are no one's (street types, heads of facilities): the
// lists of dictionaries/, embedded in the program. Immutable, thread-safe.
class Wordlists {
 public:
  static const Wordlists& Embedded();

  using Words = std::vector<std::string_view>;
  const Words& given_female(Origin origin) const { return given_female_.at(origin); }
  const Words& given_male(Origin origin) const { return given_male_.at(origin); }
  const Words& surnames(Origin origin) const { return surnames_.at(origin); }
  // Those of no special origin that have a short form ("Christopher").
  const Words& given_with_short(bool female) const { return female ? short_female_ : short_male_; }
  const Words& streets() const { return streets_; }        // one word or two
  const Words& facilities() const { return facilities_; }  // stems, two words
  const std::vector<City>& cities() const { return cities_; }
  // The cities of a state by its postal abbreviation; null for any other word.
  const std::vector<City>* CitiesOf(std::string_view state) const;

  // The postal abbreviation of the state where most ZIP codes that begin so lie; empty: there are none.
  std::string_view StateOfZip3(std::string_view zip3) const;

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
  // The short forms of a given name; null: none.
  const Words* ShortForms(std::string_view given) const;
  Origin OriginOfGiven(std::string_view word) const { return OriginIn(given_origins_, word); }
  Origin OriginOfSurname(std::string_view word) const { return OriginIn(surname_origins_, word); }

  // Three digits that begin a ZIP code may be published (45 CFR 164.514(b)(2)(i)(B)): by each of the censuses of the
  // data they have areas with more than 20,000 people.
  bool MayShowZip3(std::string_view zip3) const;

  // Every word that a surrogate may be made of has a number below WordCount(); WordTable::kNone for any other word.
  std::uint32_t WordNumber(std::string_view folded) const { return numbers_.Find(folded, WordTable::Hash(folded)); }
  std::size_t WordCount() const { return numbers_.size(); }

 private:
  using Origins = std::unordered_map<std::string_view, Origin>;

  // The names of one list by their origin.
  struct Names {
    std::array<Words, 3> by_origin;
    const Words& at(Origin origin) const { return by_origin[static_cast<std::size_t>(origin)]; }
  };

  Wordlists();
  void AddGiven(std::string_view line, int GivenName::*sex);
  void ReadNicknames();
  void ReadOrigins();
  void AddZip3(std::string_view line);
  void NumberWords();
  Words WithShort(const Words& names) const;
  static Names ReadNames(const unsigned char* begin, const unsigned char* end);
  static Origin OriginIn(const Origins& origins, std::string_view word) {
    const auto found = origins.find(word);
    return found == origins.end() ? Origin::kGeneral : found->second;
  }

  Names given_female_, given_male_, surnames_;
  Words short_female_, short_male_, streets_, facilities_;
  std::vector<City> cities_;
  std::unordered_map<std::string_view, std::vector<City>> by_state_;
  std::unordered_map<std::string_view, std::string_view> state_of_zip3_;
  // The folded words that the sets below look at.
  std::vector<std::string> folded_;
  std::unordered_map<std::string_view, GivenName> given_;
  std::unordered_set<std::string_view> family_, street_types_, facility_heads_, zip3_;
  std::unordered_map<std::string_view, Words> nicknames_, short_forms_;
  Origins given_origins_, surname_origins_;
  WordTable numbers_;
};

}  // namespace veil::surrogate
