#include "surrogate/zip_codes.h"

#include "surrogate/codes.h"
#include "surrogate/draws.h"
#include "surrogate/number_text.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::uint32_t kRoundsMax = 64;
constexpr std::size_t kZipDigits = 5;
constexpr std::size_t kZip3 = 3;

// A code of `city`, beginning with a drawn one; when all are given, one that begins like them.
std::string ZipOf(const City& city, Draws& draws, std::uint32_t round) {
  const std::size_t first = draws.Below(static_cast<std::uint32_t>(city.zips.size()));
  if (round < city.zips.size()) return std::string(city.zips[(first + round) % city.zips.size()]);
  return std::string(city.zip3()) + draws.Digit() + draws.Digit();
}

std::string Candidate(const Material& material, const std::string& bare, const City* city, std::uint32_t round) {
  // In the first rounds its draws are the same, so that they walk over the codes of one city.
  constexpr std::uint32_t kRoundsOfCity = 32;
  if (round >= kRoundsOfCity) city = nullptr;
  const std::string area = round < kRoundsOfCity ? "zip area" : "zip area " + std::to_string(round);
  Draws of_city(material.seed, area, bare);
  Draws draws(material.seed, "zip " + std::to_string(round), bare);
  if (!IsZip(bare)) return DrawnLike(bare, draws);
  const City& place = city != nullptr ? *city : of_city.Of(material.lists.cities());
  const std::uint32_t codes = static_cast<std::uint32_t>(place.zips.size());
  std::string other = ZipOf(place, round < codes ? of_city : draws, round);
  if (bare.size() == kZip3) return other.substr(0, kZip3);
  while (other.size() < bare.size()) other += draws.Digit();
  return other;
}

}  // namespace

bool IsZip(std::string_view bare) {
  constexpr std::size_t kZipPlus4 = 9;
  return AllDigits(bare) && (bare.size() == kZip3 || bare.size() == kZipDigits || bare.size() == kZipPlus4);
}

// A code takes the last city of its address, or shortly before it in text, so that the surrogate address agrees with
// itself. The first place of a code in the message decides.
ZipCodes::ZipCodes(const Material& material, const Cities& cities) : lists_(material.lists) {
  constexpr std::size_t kNear = 60;
  std::map<std::string, const City*> places;
  const Original* city = nullptr;
  for (const Original& original : material.originals) {
    if (original.type == IdentifierType::kCity) city = &original;
    const bool drawn = original.action == ActionKind::kSurrogate || original.action == ActionKind::kShift;
    if (original.type != IdentifierType::kZip || !drawn) continue;
    std::string bare = NumberText(original.text).bare();
    if (bare.empty()) continue;
    const bool same_address =
        city != nullptr && original.field->group != 0 && city->field->group == original.field->group;
    const bool close =
        city != nullptr && city->field == original.field && original.before.size() - city->before.size() <= kNear;
    places.emplace(std::move(bare), same_address || close ? cities.CityOf(city->text) : nullptr);
  }
  for (const auto& [bare, place] : places) {
    for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
      std::string candidate = Candidate(material, bare, place, round);
      if (candidate == bare) continue;
      const bool fits = !material.codes.ShownIn(candidate);
      if (fits || !surrogates_.contains(bare)) surrogates_[bare] = std::move(candidate);
      if (fits) break;
    }
    material.codes.Use(surrogates_[bare]);
  }
}

Made ZipCodes::Surrogate(const Original& original) const {
  const NumberText zip(original.text);
  if (zip.bare().empty()) return std::string(original.text);
  const auto found = surrogates_.find(zip.bare());
  if (found == surrogates_.end() || found->second.size() != zip.bare().size()) return std::nullopt;
  return zip.With(found->second);
}

Made ZipCodes::Generalized(const Original& original) const {
  const std::string bare = NumberText(original.text).bare();
  if (!IsZip(bare)) return std::nullopt;
  const std::string prefix = lists_.MayShowZip3(bare.substr(0, kZip3)) ? bare.substr(0, kZip3) : "000";
  return bare.size() == kZip3 ? prefix : prefix + "**";
}

}  // namespace veil::surrogate
