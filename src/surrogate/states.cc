#include "surrogate/states.h"

#include <array>
#include <set>
#include <vector>

#include "base/fold.h"
#include "surrogate/draws.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::array<State, 51> kStates = {{
    {"AK", "Alaska", ""},
    {"AL", "Alabama", "Ala"},
    {"AR", "Arkansas", "Ark"},
    {"AZ", "Arizona", "Ariz"},
    {"CA", "California", "Calif"},
    {"CO", "Colorado", "Colo"},
    {"CT", "Connecticut", "Conn"},
    {"DC", "District of Columbia", ""},
    {"DE", "Delaware", "Del"},
    {"FL", "Florida", "Fla"},
    {"GA", "Georgia", "Ga"},
    {"HI", "Hawaii", ""},
    {"IA", "Iowa", ""},
    {"ID", "Idaho", ""},
    {"IL", "Illinois", "Ill"},
    {"IN", "Indiana", "Ind"},
    {"KS", "Kansas", "Kan"},
    {"KY", "Kentucky", "Ky"},
    {"LA", "Louisiana", "La"},
    {"MA", "Massachusetts", "Mass"},
    {"MD", "Maryland", "Md"},
    {"ME", "Maine", ""},
    {"MI", "Michigan", "Mich"},
    {"MN", "Minnesota", "Minn"},
    {"MO", "Missouri", "Mo"},
    {"MS", "Mississippi", "Miss"},
    {"MT", "Montana", "Mont"},
    {"NC", "North Carolina", "N.C"},
    {"ND", "North Dakota", "N.D"},
    {"NE", "Nebraska", "Neb"},
    {"NH", "New Hampshire", "N.H"},
    {"NJ", "New Jersey", "N.J"},
    {"NM", "New Mexico", "N.M"},
    {"NV", "Nevada", "Nev"},
    {"NY", "New York", "N.Y"},
    {"OH", "Ohio", ""},
    {"OK", "Oklahoma", "Okla"},
    {"OR", "Oregon", "Ore"},
    {"PA", "Pennsylvania", "Pa"},
    {"RI", "Rhode Island", "R.I"},
    {"SC", "South Carolina", "S.C"},
    {"SD", "South Dakota", "S.D"},
    {"TN", "Tennessee", "Tenn"},
    {"TX", "Texas", "Tex"},
    {"UT", "Utah", ""},
    {"VA", "Virginia", "Va"},
    {"VT", "Vermont", "Vt"},
    {"WA", "Washington", "Wash"},
    {"WI", "Wisconsin", "Wis"},
    {"WV", "West Virginia", "W.Va"},
    {"WY", "Wyoming", "Wyo"},
}};
constexpr std::uint32_t kRoundsMax = 256;

// One for all forms of a state's name.
std::string KeyOf(std::string_view written) {
  const State* state = FindState(written);
  return state != nullptr ? std::string(state->code) : Fold(written);
}

// A form that is a word too ("in", "Miss", "Ill") says a state only with capitals, or with a point or a ZIP code behind
// it.
bool IsPlain(std::string_view written, std::string_view after) {
  const std::string bare = Bare(written);
  const State* state = FindState(written);
  if (bare.size() == 2)
    return IsUpper(written[0]) && (IsUpper(written[1]) || written[1] == '.' || after.starts_with('.'));
  if (bare == Bare(state->name)) return IsUpper(written[0]);
  const bool code = after.size() > 1 && after[0] == ' ' && IsDigit(after[1]);
  return IsUpper(written[0]) && (written.find('.') != written.npos || after.starts_with('.') || code);
}

}  // namespace

const State* FindState(std::string_view written) {
  const std::string bare = Bare(written);
  for (const State& state : kStates) {
    if (bare == Lower(state.code) || bare == Bare(state.name)) return &state;
    if (!state.short_form.empty() && bare == Bare(state.short_form)) return &state;
  }
  return nullptr;
}

const State* StateAfter(std::string_view after) {
  constexpr std::size_t kGapMax = 3;
  constexpr std::size_t kTextMax = 24;
  constexpr std::size_t kWordsMax = 3;
  const std::size_t begin = after.find_first_not_of(", \n");
  if (begin == std::string_view::npos || begin == 0 || begin > kGapMax) return nullptr;
  const std::string_view text = after.substr(begin, kTextMax);
  std::vector<std::size_t> ends;  // of the words that stand together
  for (const Piece& piece : Pieces(text)) {
    if (piece.kind == PieceKind::kLetters) ends.push_back(piece.span.end);
    const std::string_view sign = piece.In(text);
    if (piece.kind == PieceKind::kDigits || (piece.kind == PieceKind::kOther && sign != " " && sign != ".")) break;
  }
  for (std::size_t words = std::min(ends.size(), kWordsMax); words > 0; --words) {
    const std::string_view written = text.substr(0, ends[words - 1]);
    const State* state = FindState(written);
    if (state != nullptr && IsPlain(written, after.substr(begin + written.size()))) return state;
  }
  return nullptr;
}

States::States(const Material& material) {
  std::set<std::string> originals;
  std::set<std::string_view> named;
  for (const Original& original : material.originals) {
    if (original.type != IdentifierType::kState) continue;
    if (const State* state = FindState(original.text)) named.insert(state->code);
    const bool stays = original.action == ActionKind::kKeep || original.action == ActionKind::kGeneralize;
    if (!stays) originals.insert(KeyOf(original.text));
  }
  for (const std::string& original : originals) {
    for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
      const State& state = Draws(material.seed, "state " + std::to_string(round), original).Of(kStates);
      if (material.lists.CitiesOf(state.code) == nullptr || state.code == original) continue;
      others_[original] = &state;
      if (named.insert(state.code).second) break;
    }
  }
}

std::string_view States::Becomes(std::string_view code) const {
  const auto other = others_.find(std::string(code));
  return other == others_.end() ? code : other->second->code;
}

Made States::Surrogate(const Original& original) const {
  const auto found = others_.find(KeyOf(original.text));
  if (found == others_.end()) return std::nullopt;
  const State& other = *found->second;
  const std::string bare = Bare(original.text);
  const State* state = FindState(original.text);
  const bool short_form = state != nullptr && bare != Lower(state->code) && bare == Bare(state->short_form);
  if (short_form && !other.short_form.empty()) {
    std::string written(other.short_form);
    if (original.text.ends_with('.')) written += '.';
    return InCase(written, CaseOf(original.text));
  }
  if (bare.size() == 2 && original.text.size() == 2) return InCase(other.code, CaseOf(original.text));
  return InCase(other.name, CaseOf(original.text));
}

}  // namespace veil::surrogate
