#include "surrogate/places.h"

#include <array>
#include <unordered_set>

#include "base/fold.h"
#include "surrogate/draws.h"
#include "surrogate/number_text.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::uint32_t kDrawsMax = 200;
constexpr std::size_t kZipDigits = 5;
constexpr std::size_t kZip3 = 3;

bool StaysBefore(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {"downtown", "city", "town",    "village", "county",
                                                              "township", "of",   "greater", "rural"};
  return kWords.contains(word);
}

bool StaysAfter(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {"county",  "co",       "parish",   "township", "twp",
                                                              "borough", "precinct", "district", "metro",    "area"};
  return kWords.contains(word);
}

// The part of a place's text that names it: without "County of" before it and "Parish" after it.
Span NamePart(std::string_view text) {
  std::vector<Piece> words;
  for (const Piece& piece : Pieces(text)) {
    if (piece.kind != PieceKind::kOther) words.push_back(piece);
  }
  if (words.empty()) return {0, text.size()};
  std::size_t first = 0;
  std::size_t last = words.size();
  while (first + 1 < last && StaysBefore(Fold(words[first].In(text)))) ++first;
  while (last > first + 1 && StaysAfter(Fold(words[last - 1].In(text)))) --last;
  return {words[first].span.begin, words[last - 1].span.end};
}

std::string KeyOf(std::string_view text) {
  const Span part = NamePart(text);
  return Fold(text.substr(part.begin, part.size()));
}

// The postal abbreviation right after a place: "Tooele, UT".
std::string_view StateAfter(std::string_view after) {
  const std::size_t begin = after.find_first_not_of(", ");
  if (begin == std::string_view::npos || begin > 2) return {};
  const std::string_view word = after.substr(begin, 2);
  const bool ends = after.size() == begin + 2 || !IsLetter(after[begin + 2]);
  return ends && word.size() == 2 && IsUpper(word[0]) && IsUpper(word[1]) ? word : std::string_view();
}

// The state fields of structured addresses, by group.
std::map<std::uint32_t, std::string_view> StatesOfGroups(const Document& document) {
  std::map<std::uint32_t, std::string_view> states;
  for (const Field& field : document.fields) {
    const bool state = field.field_class == FieldClass::kIdentifier && field.type == IdentifierType::kState;
    if (state && field.group != 0) states.emplace(field.group, field.text.Expose());
  }
  return states;
}

City Draw(const Material& material, const std::string& folded, std::string_view state) {
  const std::vector<City>* of_state = state.empty() ? nullptr : material.lists.CitiesOf(state);
  Draws draws(material.seed, "city", folded);
  for (std::uint32_t i = 0; of_state != nullptr && i < kDrawsMax; ++i) {
    const City& city = draws.Of(*of_state);
    if (!material.taken.Has(city.name)) return city;
  }
  for (std::uint32_t i = 0; i < kDrawsMax; ++i) {
    const City& city = draws.Of(material.lists.cities());
    if (!material.taken.Has(city.name)) return city;
  }
  return {};
}

}  // namespace

Cities::Cities(const Material& material) {
  const auto of_groups = StatesOfGroups(material.document);
  std::map<std::string, std::string_view> states;
  for (const Original& original : material.originals) {
    if (original.type != IdentifierType::kCity) continue;
    std::string_view& state = states[KeyOf(original.text)];
    const auto of_group = of_groups.find(original.field->group);
    const std::string_view beside = of_group != of_groups.end() ? of_group->second : StateAfter(original.after);
    // Of two states that stand beside one name, the one that sorts first decides.
    if (!beside.empty() && (state.empty() || beside < state)) state = beside;
  }
  for (const auto& [folded, state] : states) {
    const City city = Draw(material, folded, state);
    if (city.name.empty()) continue;
    material.taken.Use(city.name);
    cities_[folded] = city;
  }
}

const City* Cities::CityOf(std::string_view original) const {
  const auto found = cities_.find(KeyOf(original));
  return found == cities_.end() ? nullptr : &found->second;
}

Made Cities::Surrogate(const Original& original) const {
  const City* city = CityOf(original.text);
  if (city == nullptr) return std::nullopt;
  const Span part = NamePart(original.text);
  const std::string_view written = original.text.substr(part.begin, part.size());
  return Edited(original.text, {{part, InCase(city->name, CaseOf(written))}});
}

// A ZIP code takes the digits of the last city of its address, or shortly before it in text, so that the surrogate
// address agrees with itself. The first place of a code in the message decides.
ZipCodes::ZipCodes(const Material& material, const Cities& cities) : material_(material) {
  constexpr std::size_t kNear = 60;
  const Original* city = nullptr;
  for (const Original& original : material.originals) {
    if (original.type == IdentifierType::kCity) city = &original;
    if (original.type != IdentifierType::kZip) continue;
    const std::string bare = NumberText(original.text).bare();
    const bool same_address =
        city != nullptr && original.field->group != 0 && city->field->group == original.field->group;
    const bool close =
        city != nullptr && city->field == original.field && original.before.size() - city->before.size() <= kNear;
    const City* drawn = same_address || close ? cities.CityOf(city->text) : nullptr;
    const std::string_view prefix =
        drawn != nullptr ? drawn->zip3 : Draws(material.seed, "zip area", bare).Of(material.lists.cities()).zip3;
    prefixes_.emplace(bare, prefix);
  }
}

Made ZipCodes::Surrogate(const Original& original) const {
  const NumberText zip(original.text);
  const std::string& bare = zip.bare();
  if (bare.empty()) return std::string(original.text);
  std::string other;
  for (std::uint32_t round = 0; other.empty() || other == bare; ++round) {
    Draws draws(material_.seed, "zip " + std::to_string(round), bare);
    other = DrawnLike(bare, draws);
    if (AllDigits(bare) && bare.size() >= kZipDigits) {
      other.replace(0, kZip3, prefixes_.at(bare));
    }
  }
  return zip.With(other);
}

Made ZipCodes::Generalized(const Original& original) const {
  const std::string bare = NumberText(original.text).bare();
  const bool zip = AllDigits(bare) && (bare.size() == kZip3 || bare.size() >= kZipDigits);
  if (!zip) return std::nullopt;
  const std::string prefix = material_.lists.MayShowZip3(bare.substr(0, kZip3)) ? bare.substr(0, kZip3) : "000";
  return bare.size() == kZip3 ? prefix : prefix + "**";
}

Made States::Surrogate(const Original& original) const {
  struct State {
    std::string_view code;
    std::string_view name;
  };
  constexpr std::array<State, 12> kStates = {{{"CO", "Colorado"},
                                              {"GA", "Georgia"},
                                              {"IA", "Iowa"},
                                              {"IL", "Illinois"},
                                              {"KS", "Kansas"},
                                              {"MN", "Minnesota"},
                                              {"MO", "Missouri"},
                                              {"NC", "North Carolina"},
                                              {"OR", "Oregon"},
                                              {"PA", "Pennsylvania"},
                                              {"TX", "Texas"},
                                              {"WI", "Wisconsin"}}};
  const std::string folded = Fold(original.text);
  Draws draws(seed_, "state", folded);
  const bool code = Bare(original.text).size() == 2;
  for (;;) {
    const State& state = draws.Of(kStates);
    if (Lower(state.code) == folded || Lower(state.name) == folded) continue;
    return InCase(code ? state.code : state.name, code ? Case::kTitle : CaseOf(original.text));
  }
}

}  // namespace veil::surrogate
