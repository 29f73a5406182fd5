#include "detect/known_values.h"

#include <algorithm>

#include "base/fold.h"
#include "detect/cues.h"
#include "detect/tokens.h"

namespace veil {
namespace {

constexpr std::size_t kWordLettersMin = 2;
constexpr std::size_t kNearLettersMin = 5;
constexpr std::size_t kNearLettersMax = 24;
constexpr std::size_t kCodeSizeMin = 5;
constexpr std::size_t kCodeSizeMax = 40;

bool IsWords(IdentifierType type) {
  return IsName(type) || type == IdentifierType::kCity || type == IdentifierType::kStreet ||
         type == IdentifierType::kFacility;
}

// All forms of `word` that lack one letter. Two words are one edit apart only when one of them, or such a form of it,
// equals the other or such a form of the other.
template <typename Each>
void EachDeletion(const std::string& word, Each each) {
  for (std::size_t i = 0; i < word.size(); ++i) each(word.substr(0, i) + word.substr(i + 1));
}

bool CouldBeNear(const std::string& word) { return word.size() >= kNearLettersMin && word.size() <= kNearLettersMax; }

IdentifierType TypeOf(const Field& field) {
  if (!IsName(field.type)) return field.type;
  if (field.party == Party::kRelative) return IdentifierType::kNameRelative;
  if (field.party == Party::kProvider) return IdentifierType::kNameProvider;
  return field.type;
}

}  // namespace

std::string Bare(std::string_view text) {
  std::string bare;
  for (const char c : Fold(text)) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) bare += c;
  }
  return bare;
}

KnownValues::KnownValues(const Document& document, const Lexicon& lexicon) {
  for (const Field& field : document.fields) {
    if (field.field_class != FieldClass::kIdentifier || MayStay(field.type)) continue;
    if (field.part == Part::kPrefix || field.part == Part::kSuffix) continue;
    if (IsWords(field.type)) {
      AddWords(field, lexicon);
    } else {
      AddCode(field);
    }
  }
}

void KnownValues::AddWords(const Field& field, const Lexicon& lexicon) {
  for (const Token& token : Tokenize(field.text)) {
    if (!token.IsWord() || token.folded.size() < kWordLettersMin || IsParticle(token.folded)) continue;
    const WordInfo info = lexicon.Find(token.folded);
    if (info.Has(WordFlag::kCredential) || info.Has(WordFlag::kTitle) || info.Has(WordFlag::kStreetType)) continue;
    if (!IsName(field.type) && (info.Has(WordFlag::kFacilityHead) || info.Has(WordFlag::kState))) continue;
    const IdentifierType type = TypeOf(field);
    words_.emplace(token.folded, type);
    for (const std::string_view part : HyphenParts(token.folded)) {
      if (part.size() >= kWordLettersMin) words_.emplace(std::string(part), type);
    }
    if (!IsName(type) || !CouldBeNear(token.folded)) continue;
    EachDeletion(token.folded, [&](std::string form) { near_.emplace(std::move(form), type); });
  }
}

void KnownValues::AddCode(const Field& field) {
  const std::string bare = Bare(field.text.Expose());
  if (bare.size() < kCodeSizeMin || bare.size() > kCodeSizeMax) return;
  if (bare.find_first_of("0123456789") == std::string::npos) return;
  codes_.emplace(bare, field.type);
  code_size_max_ = std::max(code_size_max_, bare.size());
}

const IdentifierType* KnownValues::FindWord(const std::string& folded, bool near) const {
  if (const auto at = words_.find(folded); at != words_.end()) return &at->second;
  if (!near || !CouldBeNear(folded)) return nullptr;
  if (const auto at = near_.find(folded); at != near_.end()) return &at->second;  // a letter is missing
  const IdentifierType* type = nullptr;
  EachDeletion(folded, [&](const std::string& form) {
    const auto whole = words_.find(form);  // a letter too many
    if (whole != words_.end() && CouldBeNear(form) && IsName(whole->second)) type = &whole->second;
    const auto less = near_.find(form);  // a wrong letter, or two that changed places
    if (less != near_.end()) type = &less->second;
  });
  return type;
}

const IdentifierType* KnownValues::FindCode(const std::string& bare) const {
  const auto at = codes_.find(bare);
  return at == codes_.end() ? nullptr : &at->second;
}

}  // namespace veil
