#include "surrogate/places.h"

#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/fold.h"
#include "surrogate/draws.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

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

// The state fields of structured addresses, by group.
std::map<std::uint32_t, std::string_view> StatesOfGroups(const Document& document) {
  std::map<std::uint32_t, std::string_view> states;
  for (const Field& field : document.fields) {
    const bool state = field.field_class == FieldClass::kIdentifier && field.type == IdentifierType::kState;
    if (state && field.group != 0) states.emplace(field.group, field.text.Expose());
  }
  return states;
}

// What stands beside a place in the message; of several, what sorts first. Empty: nothing does.
struct Beside {
  std::string_view state;  // code
  std::string_view zip3;   // of a code whose first digits the output shows
  bool replaced = false;   // one of its originals at least
};

void TakeFirst(std::string_view& old, std::string_view found) {
  if (!found.empty() && (old.empty() || found < old)) old = found;
}

// The ZIP code of the address that a city belongs to: of its group, or next in its text; null: none.
const Original* ZipBeside(const Material& material, std::size_t city) {
  constexpr std::size_t kNear = 40;
  const Original& place = material.originals[city];
  const std::size_t end = place.before.size() + place.text.size();
  for (std::size_t i = city + 1; i < material.originals.size(); ++i) {
    const Original& next = material.originals[i];
    const bool same_group = place.field->group != 0 && next.field->group == place.field->group;
    const bool near = next.field == place.field && next.before.size() <= end + kNear;
    if (!same_group && !near) return nullptr;
    if (next.type == IdentifierType::kZip) return &next;
  }
  return nullptr;
}

std::map<std::string, Beside> BesidePlaces(const Material& material) {
  const auto of_groups = StatesOfGroups(material.document);
  std::map<std::string, Beside> places;
  for (std::size_t i = 0; i < material.originals.size(); ++i) {
    const Original& original = material.originals[i];
    if (original.type != IdentifierType::kCity) continue;
    Beside& beside = places[KeyOf(original.text)];
    beside.replaced = beside.replaced || original.action != ActionKind::kKeep;
    const auto of_group = of_groups.find(original.field->group);
    const State* state = of_group != of_groups.end() ? FindState(of_group->second) : StateAfter(original.after);
    if (state != nullptr) TakeFirst(beside.state, state->code);
    const Original* zip = ZipBeside(material, i);
    if (zip == nullptr) continue;
    const std::string_view zip3 = zip->text.substr(0, kZip3);
    if (state == nullptr) TakeFirst(beside.state, material.lists.StateOfZip3(zip3));
    const bool shown = zip->action == ActionKind::kGeneralize || zip->action == ActionKind::kKeep;
    if (shown) TakeFirst(beside.zip3, zip3);
  }
  return places;
}

// The state that all places with a state are in; empty: there are none or several.
std::string_view OnlyState(const std::map<std::string, Beside>& places) {
  std::string_view only;
  for (const auto& [place, beside] : places) {
    if (beside.state.empty()) continue;
    if (!only.empty() && only != beside.state) return {};
    only = beside.state;
  }
  return only;
}

std::optional<City> Draw(const Material& material, const std::string& folded, std::string_view state,
                         std::string_view zip3, const std::set<std::string_view>& given) {
  // Fewer cities than this would point at those that were not drawn.
  constexpr std::size_t kCitiesMin = 4;
  const auto name_of = [](const City& city) { return city.name; };
  const auto draw = [&](const std::vector<City>& cities) -> std::optional<City> {
    const City* city = DrawFree(material.taken, Draws(material.seed, "city", folded), cities, given, name_of);
    return city != nullptr ? std::optional<City>(*city) : std::nullopt;
  };
  std::vector<City> of_prefix;
  const std::vector<City>* of_state = state.empty() ? nullptr : material.lists.CitiesOf(state);
  for (std::size_t i = 0; of_state != nullptr && !zip3.empty() && i < of_state->size(); ++i) {
    if ((*of_state)[i].zip3() == zip3) of_prefix.push_back((*of_state)[i]);
  }
  std::optional<City> city;
  if (of_prefix.size() >= kCitiesMin) city = draw(of_prefix);
  if (!city && of_state != nullptr) city = draw(*of_state);
  return city ? city : draw(material.lists.cities());
}

}  // namespace

Cities::Cities(const Material& material, const States& states) {
  const std::map<std::string, Beside> places = BesidePlaces(material);
  const std::string_view only = OnlyState(places);
  std::set<std::string_view> given;
  for (const auto& [folded, beside] : places) {
    if (!beside.replaced) continue;
    const std::string_view state = beside.state.empty() ? only : beside.state;
    const std::string_view other = states.Becomes(state);
    std::optional<City> city = Draw(material, folded, other, other == state ? beside.zip3 : std::string_view(), given);
    if (!city) continue;
    material.taken.Use(city->name);
    given.insert(city->name);
    cities_[folded] = std::move(*city);
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

}  // namespace veil::surrogate
