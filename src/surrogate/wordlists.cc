#include "surrogate/wordlists.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "surrogate/text.h"

extern "C" {
#define VEIL_EMBEDDED(symbol)          \
  extern const unsigned char symbol[]; \
  extern const unsigned char symbol##_end[]
VEIL_EMBEDDED(veil_given_female);
VEIL_EMBEDDED(veil_given_male);
VEIL_EMBEDDED(veil_known_given_female);
VEIL_EMBEDDED(veil_known_given_male);
VEIL_EMBEDDED(veil_surrogate_surnames);
VEIL_EMBEDDED(veil_surrogate_cities);
VEIL_EMBEDDED(veil_surrogate_streets);
VEIL_EMBEDDED(veil_surrogate_facilities);
VEIL_EMBEDDED(veil_nicknames);
VEIL_EMBEDDED(veil_name_origins);
VEIL_EMBEDDED(veil_street_types);
VEIL_EMBEDDED(veil_facility_heads);
VEIL_EMBEDDED(veil_zip_prefixes);
VEIL_EMBEDDED(veil_zip_restricted);
#undef VEIL_EMBEDDED
}

namespace veil::surrogate {
namespace {

// The censuses of the data on ZIP codes. What one of them does not let stand is not shown.
constexpr std::string_view kVintages = "2010 2020";

// Calls each(line) for the lines of a list that are no comment.
template <typename Each>
void EachLine(const unsigned char* begin, const unsigned char* end, Each each) {
  std::string_view text(reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin));
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, size);
    text.remove_prefix(std::min(size + 1, text.size()));
    if (!line.empty() && line[0] != '#') each(line);
  }
}

template <typename Each>
void EachWord(std::string_view text, PieceKind kind, Each each) {
  for (const Piece& piece : Pieces(text)) {
    if (piece.kind == kind) each(piece.In(text));
  }
}

template <typename Each>
void EachWord(std::string_view text, Each each) {
  EachWord(text, PieceKind::kLetters, each);
}

Wordlists::Words Lines(const unsigned char* begin, const unsigned char* end) {
  Wordlists::Words lines;
  EachLine(begin, end, [&](std::string_view line) { lines.push_back(line); });
  return lines;
}

Origin OriginOf(std::string_view letter) {
  if (letter == "h") return Origin::kHispanic;
  return letter == "a" ? Origin::kAsian : Origin::kGeneral;
}

}  // namespace

const Wordlists& Wordlists::Embedded() {
  static const Wordlists kEmbedded;
  return kEmbedded;
}

Wordlists::Wordlists()
    : given_female_(ReadNames(veil_given_female, veil_given_female_end)),
      given_male_(ReadNames(veil_given_male, veil_given_male_end)),
      surnames_(ReadNames(veil_surrogate_surnames, veil_surrogate_surnames_end)),
      streets_(Lines(veil_surrogate_streets, veil_surrogate_streets_end)),
      facilities_(Lines(veil_surrogate_facilities, veil_surrogate_facilities_end)) {
  EachLine(veil_surrogate_cities, veil_surrogate_cities_end, [&](std::string_view line) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    VEIL_CHECK(second != std::string_view::npos);
    City city{line.substr(0, first), line.substr(first + 1, second - first - 1), {}};
    EachWord(line.substr(second + 1), PieceKind::kDigits, [&](std::string_view zip) { city.zips.push_back(zip); });
    VEIL_CHECK(!city.zips.empty());
    by_state_[city.state].push_back(city);
    cities_.push_back(std::move(city));
  });
  ReadNicknames();
  ReadOrigins();
  EachLine(veil_known_given_female, veil_known_given_female_end,
           [&](std::string_view line) { AddGiven(line, &GivenName::female); });
  EachLine(veil_known_given_male, veil_known_given_male_end,
           [&](std::string_view line) { AddGiven(line, &GivenName::male); });
  EachLine(veil_street_types, veil_street_types_end, [&](std::string_view line) { street_types_.insert(line); });
  EachLine(veil_facility_heads, veil_facility_heads_end, [&](std::string_view line) { facility_heads_.insert(line); });
  EachLine(veil_zip_prefixes, veil_zip_prefixes_end, [&](std::string_view line) { AddZip3(line); });
  EachLine(veil_zip_restricted, veil_zip_restricted_end,
           [&](std::string_view line) { zip3_.erase(line.substr(0, line.find('\t'))); });
  NumberWords();
}

Wordlists::Names Wordlists::ReadNames(const unsigned char* begin, const unsigned char* end) {
  Names names;
  EachLine(begin, end, [&](std::string_view line) {
    const std::size_t tab = line.find('\t');
    VEIL_CHECK(tab != std::string_view::npos);
    names.by_origin[static_cast<std::size_t>(OriginOf(line.substr(tab + 1)))].push_back(line.substr(0, tab));
  });
  return names;
}

void Wordlists::ReadNicknames() {
  EachLine(veil_nicknames, veil_nicknames_end, [&](std::string_view line) {
    const std::size_t tab = line.find('\t');
    VEIL_CHECK(tab != std::string_view::npos);
    EachWord(line.substr(tab), [&](std::string_view word) {
      nicknames_[line.substr(0, tab)].push_back(word);
      short_forms_[word].push_back(line.substr(0, tab));
    });
  });
  short_female_ = WithShort(given_female(Origin::kGeneral));
  short_male_ = WithShort(given_male(Origin::kGeneral));
}

Wordlists::Words Wordlists::WithShort(const Words& names) const {
  Words with_short;
  for (const std::string_view name : names) {
    if (ShortForms(Lower(name)) != nullptr) with_short.push_back(name);
  }
  return with_short;
}

void Wordlists::ReadOrigins() {
  EachLine(veil_name_origins, veil_name_origins_end, [&](std::string_view line) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    VEIL_CHECK(second != std::string_view::npos);
    Origins& origins = line[first + 1] == 'g' ? given_origins_ : surname_origins_;
    origins.emplace(line.substr(0, first), OriginOf(line.substr(second + 1)));
  });
}

// A line is three digits, the censuses that have areas with them, and a state.
void Wordlists::AddZip3(std::string_view line) {
  const std::size_t first = line.find('\t');
  const std::size_t second = line.find('\t', first + 1);
  VEIL_CHECK(second != std::string_view::npos);
  const std::string_view zip3 = line.substr(0, first);
  if (line.substr(first + 1, second - first - 1) == kVintages) zip3_.insert(zip3);
  state_of_zip3_[zip3] = line.substr(second + 1);
}

// A line is a name and its rank. Below this rank a word is rather a surname that somebody bears as a given name.
void Wordlists::AddGiven(std::string_view line, int GivenName::*sex) {
  constexpr int kRankMin = 110;
  const std::size_t tab = line.find('\t');
  VEIL_CHECK(tab != std::string_view::npos);
  int rank = 0;
  for (const char c : line.substr(tab + 1)) rank = rank * 10 + (c - '0');
  if (rank >= kRankMin) given_[line.substr(0, tab)].*sex = rank;
}

// The lists are plain ASCII, so a word folded is a word in lower case.
void Wordlists::NumberWords() {
  std::unordered_set<std::string_view>* const kNoSet = nullptr;
  std::size_t words = 0;
  const auto each_list = [&](auto each) {
    const auto each_of = [&](const Words& names, std::unordered_set<std::string_view>* set) {
      for (const std::string_view name : names) each(name, set);
    };
    for (const Words& names : given_female_.by_origin) each_of(names, kNoSet);
    for (const Words& names : given_male_.by_origin) each_of(names, kNoSet);
    for (const Words& names : surnames_.by_origin) each_of(names, &family_);
    for (const std::string_view name : streets_) EachWord(name, [&](auto word) { each(word, kNoSet); });
    for (const std::string_view name : facilities_) EachWord(name, [&](auto word) { each(word, kNoSet); });
    for (const City& city : cities_) EachWord(city.name, [&](auto word) { each(word, kNoSet); });
  };
  each_list([&](std::string_view, const void*) { ++words; });
  folded_.reserve(words);  // no view into it may move
  each_list([&](std::string_view word, std::unordered_set<std::string_view>* set) {
    folded_.push_back(Lower(word));
    if (set != nullptr) set->insert(folded_.back());
    numbers_.Add(folded_.back(), WordTable::Hash(folded_.back()));
  });
}

const std::vector<City>* Wordlists::CitiesOf(std::string_view state) const {
  const auto found = by_state_.find(state);
  return found == by_state_.end() ? nullptr : &found->second;
}

std::string_view Wordlists::StateOfZip3(std::string_view zip3) const {
  const auto found = state_of_zip3_.find(zip3);
  return found == state_of_zip3_.end() ? std::string_view() : found->second;
}

Wordlists::GivenName Wordlists::FindGiven(std::string_view word) const {
  const auto found = given_.find(word);
  return found == given_.end() ? GivenName{} : found->second;
}

const Wordlists::Words* Wordlists::LongForms(std::string_view nickname) const {
  const auto found = nicknames_.find(nickname);
  return found == nicknames_.end() ? nullptr : &found->second;
}

const Wordlists::Words* Wordlists::ShortForms(std::string_view given) const {
  const auto found = short_forms_.find(given);
  return found == short_forms_.end() ? nullptr : &found->second;
}

bool Wordlists::MayShowZip3(std::string_view zip3) const { return zip3_.contains(zip3); }

}  // namespace veil::surrogate
