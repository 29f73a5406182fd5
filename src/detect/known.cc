#include "detect/known.h"

#include "detect/known_values.h"

namespace veil {
namespace {

// A code in text is rarely split over more tokens: "(509) 555 - 0142".
constexpr std::size_t kCodeTokensMax = 9;

bool HasMeaning(const ReadToken& token) {
  return token.info.english > 0 || token.Clinical() || token.Has(WordFlag::kMonth) || token.Has(WordFlag::kWeekday);
}

// A known word that means something else too is the name only with a capital that says something, or where a title, a
// relation or a verb of persons stands beside it.
bool IsNameHere(const Reading& reading, std::size_t i) {
  const ReadToken& token = reading[i];
  const ReadToken* next = reading.At(i, 1);
  if (!HasMeaning(token)) return true;
  if (next != nullptr && next->Is(Cue::kEponymNoun)) return false;
  if (next != nullptr && next->Is(Cue::kPersonVerb) && !token.Clinical()) return true;
  const ReadToken* before = reading.At(i, reading.Is(i, -1, ".") ? -2 : -1);
  if (before != nullptr && (before->Has(WordFlag::kTitle) || before->Has(WordFlag::kRelation))) return true;
  if (token.line_case != LineCase::kMixed || !token.capital) return false;
  return !token.sentence_start;
}

void FindWords(const Reading& reading, const KnownValues& known, std::size_t field, Findings& found) {
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const ReadToken& token = reading[i];
    if (!token.IsWord() || token.initial) continue;
    const bool near = token.NameCase() && !HasMeaning(token) && !token.Has(WordFlag::kFacilityHead);
    const IdentifierType* type = known.FindWord(token.folded, near);
    if (type == nullptr || !IsNameHere(reading, i)) continue;
    found.push_back({field, token.span, *type, Evidence::kKnown, 0.9F});
  }
}

// A house number of a known address with the word behind it, and what else of the street follows: no capital is needed.
void FindStreets(const Reading& reading, const KnownValues& known, std::size_t field, Findings& found) {
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const ReadToken* last = reading[i].kind == TokenKind::kNumber ? reading.At(i, 1) : nullptr;
    if (last == nullptr || !known.IsStreetBegin(reading[i].folded, last->folded)) continue;
    for (int by = 2;; ++by) {
      const ReadToken* next = reading.At(i, by);
      if (next == nullptr || !next->IsWord()) break;
      const IdentifierType* type = known.FindWord(next->folded, false);
      if (!next->Has(WordFlag::kStreetType) && (type == nullptr || *type != IdentifierType::kStreet)) break;
      last = next;
    }
    found.push_back({field, {reading[i].span.begin, last->span.end}, IdentifierType::kStreet, Evidence::kKnown, 0.95F});
  }
}

void FindCodes(const Reading& reading, const KnownValues& known, std::size_t field, Findings& found) {
  std::string bare;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (reading[i].kind == TokenKind::kPunct) continue;
    bare.clear();
    for (std::size_t last = i; last < reading.size() && last - i < kCodeTokensMax; ++last) {
      if (last > i && reading[last].blanks_before > 2) break;
      AppendBare(reading[last].folded, bare);
      if (bare.size() > known.code_size_max()) break;
      const IdentifierType* type = reading[last].kind == TokenKind::kPunct ? nullptr : known.FindCode(bare);
      if (type == nullptr) continue;
      found.push_back({field, {reading[i].span.begin, reading[last].span.end}, *type, Evidence::kKnown, 0.95F});
    }
  }
}

}  // namespace

Result<void> KnownDetector::Detect(const Document& document, const Readings& readings, Findings& found) const {
  const KnownValues known(document, lexicon_);
  if (known.empty()) return {};
  for (const Readings::Text& text : readings) {
    FindWords(text.reading, known, text.field, found);
    FindStreets(text.reading, known, text.field, found);
    FindCodes(text.reading, known, text.field, found);
  }
  return {};
}

}  // namespace veil
