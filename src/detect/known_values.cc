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
void EachDeletion(std::string_view word, Each each) {
  std::string form(word.substr(1));
  for (std::size_t i = 0; i < word.size(); ++i) {
    each(std::string_view(form));
    if (i < form.size()) form[i] = word[i];
  }
}

bool CouldBeNear(std::string_view word) { return word.size() >= kNearLettersMin && word.size() <= kNearLettersMax; }

IdentifierType TypeOf(IdentifierType type, Party party) {
  if (!IsName(type)) return type;
  if (party == Party::kRelative) return IdentifierType::kNameRelative;
  if (party == Party::kProvider) return IdentifierType::kNameProvider;
  return type;
}

}  // namespace

void AppendBare(std::string_view text, std::string& bare) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string folded;
  if (!ascii) text = folded = Fold(text);
  for (const char c : text) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if ((small >= '0' && small <= '9') || (small >= 'a' && small <= 'z')) bare += small;
  }
}

KnownValues::KnownValues(const Document& document, const Lexicon& lexicon) {
  for (const Field& field : document.fields) {
    if (field.field_class == FieldClass::kIdentifier) Add(field.type, field.party, field.part, field.text, lexicon);
  }
  for (const KnownIdentifier& known : document.known) Add(known.type, known.party, known.part, known.text, lexicon);
}

void KnownValues::Add(IdentifierType type, Party party, Part part, const PhiString& text, const Lexicon& lexicon) {
  if (MayStay(type) || part == Part::kPrefix || part == Part::kSuffix) return;
  if (type == IdentifierType::kStreet) AddStreetBegin(text);
  if (IsWords(type)) {
    AddWords(TypeOf(type, party), text, lexicon);
  } else {
    AddCode(type, text);
  }
}

void KnownValues::AddWords(IdentifierType type, const PhiString& text, const Lexicon& lexicon) {
  for (const Token& token : Tokens(text)) {
    if (!token.IsWord() || token.folded.size() < kWordLettersMin) continue;
    if (CuesOf(token.folded, token.hash).Has(Cue::kParticle)) continue;
    const WordInfo info = lexicon.Find(token.folded);
    if (info.Has(WordFlag::kCredential) || info.Has(WordFlag::kTitle) || info.Has(WordFlag::kStreetType)) continue;
    if (!IsName(type) && (info.Has(WordFlag::kFacilityHead) || info.Has(WordFlag::kState))) continue;
    words_.emplace(token.folded, type);
    EachHyphenPart(token.folded, [&](std::string_view part) {
      if (part.size() >= kWordLettersMin) words_.emplace(part, type);
    });
    if (!IsName(type) || !CouldBeNear(token.folded)) continue;
    EachDeletion(token.folded, [&](std::string_view form) { near_.emplace(form, type); });
  }
}

void KnownValues::AddStreetBegin(const PhiString& text) {
  const Token* number = nullptr;
  const Tokens tokens(text);
  for (const Token& token : tokens) {
    if (number != nullptr && token.IsWord()) {
      street_begins_.insert(std::string(number->folded) + ' ' + std::string(token.folded));
    }
    number = token.kind == TokenKind::kNumber ? &token : nullptr;
  }
}

bool KnownValues::IsStreetBegin(std::string_view number, std::string_view folded) const {
  if (street_begins_.empty()) return false;
  std::string both(number);
  both += ' ';
  both += folded;
  return street_begins_.contains(both);
}

void KnownValues::AddCode(IdentifierType type, const PhiString& text) {
  std::string bare;
  AppendBare(text.Expose(), bare);
  if (bare.size() < kCodeSizeMin || bare.size() > kCodeSizeMax) return;
  if (bare.find_first_of("0123456789") == std::string::npos) return;
  codes_.emplace(bare, type);
  code_size_max_ = std::max(code_size_max_, bare.size());
}

const IdentifierType* KnownValues::FindWord(std::string_view folded, bool near) const {
  if (const auto at = words_.find(folded); at != words_.end()) return &at->second;
  if (!near || !CouldBeNear(folded)) return nullptr;
  if (const auto at = near_.find(folded); at != near_.end()) return &at->second;  // a letter is missing
  const IdentifierType* type = nullptr;
  EachDeletion(folded, [&](std::string_view form) {
    const auto whole = words_.find(form);  // a letter too many
    if (whole != words_.end() && CouldBeNear(form) && IsName(whole->second)) type = &whole->second;
    const auto less = near_.find(form);  // a wrong letter, or two that changed places
    if (less != near_.end()) type = &less->second;
  });
  return type;
}

const IdentifierType* KnownValues::FindCode(std::string_view bare) const {
  const auto at = codes_.find(bare);
  return at == codes_.end() ? nullptr : &at->second;
}

}  // namespace veil
