#include "detect/initials.h"

namespace veil {
namespace {

// Two to four letters of one case that mean nothing else.
bool CouldBeInitials(const ReadToken& token) {
  if (!token.IsWord() || token.folded.size() < 2 || token.folded.size() > 3 || token.possessive) return false;
  if (token.capital != token.all_caps) return false;
  if (token.Has(WordFlag::kEnglish) || token.Clinical() || token.Has(WordFlag::kCredential)) return false;
  return !token.Has(WordFlag::kState) && !token.Has(WordFlag::kMonth) && !token.Has(WordFlag::kTitle);
}

bool AtEnd(const Reading& reading, std::size_t i) {
  const ReadToken* next = reading.At(i, 1);
  if (next == nullptr || next->kind == TokenKind::kNumber || next->blanks_before > 1) return true;
  return (next->Is(".") || next->Is(")") || next->Is("|")) && reading.At(i, 2) == nullptr;
}

bool IsSigned(const Reading& reading, std::size_t i) {
  const ReadToken* before = reading.At(i, -1);
  if (before == nullptr) return false;
  if (before->Is(":") || before->Is("/")) {
    const ReadToken* word = reading.At(i, -2);
    if (word == nullptr) return AtEnd(reading, i);
    if (word->Is(Cue::kSigningWord)) return true;
    return before->Is("/") && AtEnd(reading, i) && (CouldBeInitials(*word) || before->blanks_before > 0);
  }
  if (before->Is("-") || before->Is("\xE2\x80\x94") || before->Is("\xE2\x80\x93")) {
    return AtEnd(reading, i) && before->blanks_before != 0;
  }
  return before->Is(Cue::kSigningWord) && AtEnd(reading, i) && before->folded.size() > 1;
}

}  // namespace

void FindInitials(const Reading& reading, std::size_t field, Findings& found) {
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (!CouldBeInitials(reading[i])) continue;
    const bool first_of_pair = reading.Is(i, 1, "/") && reading.At(i, 2) != nullptr &&
                               CouldBeInitials(*reading.At(i, 2)) && AtEnd(reading, i + 2);
    if (!first_of_pair && !IsSigned(reading, i)) continue;
    found.push_back({field, reading[i].span, IdentifierType::kNameProvider, Evidence::kDictionary, 0.7F});
  }
}

}  // namespace veil
