#include "detect/names.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "detect/cues.h"
#include "detect/initials.h"
#include "detect/name_score.h"
#include "detect/name_weights.h"

namespace veil {
namespace {

using name_weight::kAccept;
using name_weight::kNeighbour;

IdentifierType NameType(Party party) {
  if (party == Party::kRelative) return IdentifierType::kNameRelative;
  return party == Party::kProvider ? IdentifierType::kNameProvider : IdentifierType::kNamePatient;
}

class NameReader {
 public:
  NameReader(const Reading& reading, std::vector<NameScore> scores)
      : reading_(reading), scores_(std::move(scores)), taken_(reading.size(), false) {}

  void AppendTo(std::size_t field, float confidence_min, Findings& found) {
    for (std::size_t i = 0; i < taken_.size(); ++i) taken_[i] = scores_[i].sum() >= kAccept;
    // A name is rarely of more than four words: each pass carries the evidence one word on.
    for (int pass = 0; pass < 4; ++pass) Spread();
    for (std::size_t i = 0; i < taken_.size(); ++i) Grow(i);
    for (std::size_t i = 0; i < taken_.size();) i = Emit(i, field, confidence_min, found);
  }

 private:
  // The next token that may belong to the same name: over one comma, initials, an opening quotation or bracket.
  std::size_t Neighbour(std::size_t i, int step) const {
    int by = step;
    for (int hops = 0; hops < 4; ++hops, by += step) {
      const ReadToken* token = reading_.At(i, by);
      if (token == nullptr) return kNone;
      if (token->IsWord() && !token->initial && !token->Is(Cue::kParticle)) return i + static_cast<std::size_t>(by);
      const bool between = token->initial || token->Is(".") || token->Is(",") || token->Is("\"") || token->Is("(") ||
                           token->Is(")") || token->Is(Cue::kParticle);
      if (!between) return kNone;
    }
    return kNone;
  }

  bool Separated(std::size_t a, std::size_t b) const {
    for (std::size_t i = a + 1; i <= b; ++i) {
      if (reading_[i].blanks_before > 1 || reading_[i].line_start) return true;
      // A point that ends a sentence separates; one after an initial does not.
      if (reading_[i].Is(".") && i > 0 && !reading_[i - 1].initial) return true;
    }
    return false;
  }

  bool CommaBetween(std::size_t a, std::size_t b) const {
    for (std::size_t i = a + 1; i < b; ++i) {
      if (reading_[i].Is(",")) return true;
    }
    return false;
  }

  void Spread() {
    const std::vector<bool> before = taken_;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (!before[i]) continue;
      for (const int step : {-1, 1}) {
        const std::size_t other = Neighbour(i, step);
        if (other == kNone || taken_[other]) continue;
        if (Separated(std::min(i, other), std::max(i, other)) || !reading_[other].NameCase()) continue;
        const float share = CommaBetween(std::min(i, other), std::max(i, other)) ? CommaPull(other) : Pull(i, other);
        if (scores_[other].sum() + share * kNeighbour < kAccept) continue;
        taken_[other] = true;
        if (scores_[other].party_weight < scores_[i].party_weight) {
          scores_[other].party = scores_[i].party;
          scores_[other].party_weight = scores_[i].party_weight;
        }
      }
    }
  }

  // Over a comma only what is hardly anything but a name: "Last, First", not "Okafor, Lungs clear".
  float CommaPull(std::size_t to) const {
    const ReadToken& token = reading_[to];
    return token.info.english == 0 && !token.Clinical() ? 0.8F : 0.3F;
  }

  // How strongly a name pulls the word beside it: more where the two make a given name and a surname.
  float Pull(std::size_t from, std::size_t to) const {
    const WordInfo& a = reading_[from].info;
    const WordInfo& b = reading_[to].info;
    if (reading_[to].line_case == LineCase::kLower) return b.flags == 0 || reading_[to].OnlyName() ? 0.9F : 0.5F;
    const std::size_t first = std::min(from, to);
    if (reading_[from].all_caps && reading_[to].all_caps && reading_[to].line_case == LineCase::kMixed) return 2.2F;
    const bool pair = first == from ? (a.given > 0 && (b.surname > 0 || b.flags == 0)) : b.given > 0;
    if (scores_[from].context >= 3.0F && first == from) return pair ? 1.6F : 1.1F;
    return pair ? 1.35F : 0.8F;
  }

  bool Taken(std::size_t i, int by) const {
    return reading_.At(i, by) != nullptr && taken_[i + static_cast<std::size_t>(by)];
  }

  // Initials, particles and suffixes beside a name belong to it.
  void Grow(std::size_t i) {
    if (!taken_[i] || !reading_[i].IsWord()) return;
    const Party party = scores_[i].party;
    const bool capitals = reading_[i].line_case != LineCase::kLower;
    for (std::size_t at = i; at > 0 && i - at < kGrowthMax && !reading_[at].line_start && !Separated(at - 1, at);) {
      const ReadToken& before = reading_[--at];
      if (before.Is(".") && at > 0 && reading_[at - 1].initial && !reading_[at].line_start) continue;
      const bool dot = reading_.Is(at, 1, ".");
      const bool small = before.initial && !before.capital && !reading_[i].capital && dot;
      const bool unit = at > 0 && reading_[at - 1].kind == TokenKind::kNumber;  // 1.8 L
      const bool capital = before.initial && before.capital && capitals && !unit && (dot || !before.Is("a"));
      if (!small && !capital && !IsParticleAt(at)) break;
      Take(at, party);
    }
    GrowRight(i, party);
  }

  void GrowRight(std::size_t i, Party party) {
    const std::size_t limit = std::min(reading_.size(), i + 1 + kGrowthMax);
    for (std::size_t at = i + 1; at < limit && !reading_[at].line_start && !Separated(at - 1, at); ++at) {
      const ReadToken& token = reading_[at];
      const bool initial = token.initial && token.capital;
      const bool comma = token.Is(",") && at + 1 < reading_.size() && !reading_[at + 1].line_start &&
                         reading_[at + 1].Is(Cue::kNameSuffix);
      if (comma) continue;
      if (!initial && !token.Is(Cue::kNameSuffix)) break;
      if (initial && at + 1 < reading_.size() && reading_[at + 1].kind == TokenKind::kNumber &&
          !reading_[at + 1].line_start && reading_[at + 1].blanks_before == 0) {
        break;
      }
      Take(at, party);
      if (at + 1 < reading_.size() && reading_[at + 1].Is(".")) ++at;
    }
  }

  bool IsParticleAt(std::size_t i) const {
    const ReadToken& token = reading_[i];
    if (!token.IsWord() || !token.Is(Cue::kParticle)) return false;
    return !token.Is("st") || !token.line_start;
  }

  void Take(std::size_t i, Party party) {
    taken_[i] = true;
    scores_[i].party = party;
  }

  // One finding from token i on, over what joins the words of one name. Returns where to go on.
  std::size_t Emit(std::size_t i, std::size_t field, float confidence_min, Findings& found) {
    if (!taken_[i]) return i + 1;
    std::size_t last = i;
    Party party = scores_[i].party;
    float weight = scores_[i].party_weight;
    for (std::size_t at = i + 1; at < taken_.size() && at - last <= 2 && !reading_[at].line_start; ++at) {
      if (!taken_[at]) {
        const bool joins =
            reading_[at].Is(",") || reading_[at].Is(".") || reading_[at].Is("\"") || reading_[at].Is("(");
        if (!joins || reading_[at].blanks_before > 1) break;
        continue;
      }
      if (reading_[at].blanks_before > 1) break;
      if (scores_[at].party_weight > weight) {
        party = scores_[at].party;
        weight = scores_[at].party_weight;
      }
      last = at;
    }
    const float confidence = std::min(0.99F, 0.5F + 0.06F * std::max(0.0F, scores_[i].sum()));
    if (confidence >= confidence_min) {
      found.push_back({field,
                       {reading_[i].span.begin, reading_[last].span.end},
                       NameType(party),
                       Evidence::kDictionary,
                       confidence});
    }
    return last + 1;
  }

  static constexpr std::size_t kGrowthMax = 6;  // keeps the cost linear: each taken token grows again
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const Reading& reading_;
  std::vector<NameScore> scores_;
  std::vector<bool> taken_;
};

}  // namespace

Result<void> NameDetector::Detect(const Document&, const Readings& readings, Findings& found) const {
  for (const auto& [field, reading, scores] : readings) {
    NameReader(reading, scores).AppendTo(field, confidence_min_, found);
    FindInitials(reading, field, found);
  }
  return {};
}

}  // namespace veil
