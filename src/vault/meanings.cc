#include "vault/meanings.h"

#include <algorithm>

#include "base/fold.h"
#include "surrogate/text.h"

namespace veil {
namespace {

using surrogate::IsLetter;
using surrogate::IsLower;
using surrogate::IsUpper;

// Shorter ones stand everywhere.
constexpr std::size_t kPhraseCharactersMin = 4;
constexpr std::size_t kNameCharactersMin = 2;

// A date is one by what stands between its numbers.
bool IsForm(IdentifierType type) { return type == IdentifierType::kDate; }
bool IsKept(IdentifierType type) { return MayStay(type) || type == IdentifierType::kAgeOver89; }

std::string Key(const std::vector<VaultWord>& words, std::size_t at, std::size_t count) {
  std::string key;
  for (std::size_t i = at; i < at + count; ++i) (key += words[i].folded) += ' ';
  return key;
}

std::string Capitalized(std::string_view text) {
  std::string words;
  bool first = true;
  for (const char c : text) {
    words += first ? surrogate::ToUpper(c) : surrogate::ToLower(c);
    first = !IsLetter(c) && static_cast<unsigned char>(c) < 0x80 && c != '\'';
  }
  return words;
}

struct Case {
  bool all_upper = true;
  bool all_lower = true;
  std::size_t letters = 0;
};

Case CaseOf(std::string_view text) {
  Case found;
  for (const char c : text) {
    if (!IsLetter(c)) continue;
    ++found.letters;
    found.all_upper = found.all_upper && IsUpper(c);
    found.all_lower = found.all_lower && IsLower(c);
  }
  return found;
}

}  // namespace

std::vector<VaultWord> VaultWords(std::string_view text) {
  std::vector<VaultWord> words;
  surrogate::EachPiece(text, [&](const surrogate::Piece& piece) {
    if (piece.kind != surrogate::PieceKind::kOther) words.push_back({piece.span, Fold(piece.In(text))});
  });
  return words;
}

void Meanings::Add(const VaultEntry& entry) {
  if (IsKept(entry.type)) return;
  const std::vector<VaultWord> words = VaultWords(entry.surrogate.Expose());
  if (words.empty() || words.size() > kWordsMax) return;
  AddPhrase(entry, words);
  if (IsName(entry.type)) AddWordsOfName(entry, words);
}

void Meanings::AddPhrase(const VaultEntry& entry, const std::vector<VaultWord>& words) {
  std::size_t characters = 0;
  for (const VaultWord& word : words) characters += word.folded.size();
  if (characters < (IsName(entry.type) ? kNameCharactersMin : kPhraseCharactersMin)) return;
  Meaning& meaning = At(Key(words, 0, words.size()), entry.type);
  const std::string_view text = entry.surrogate.Expose();
  const Span inner{words.front().span.begin, words.back().span.end};
  meaning.folded = Fold(text.substr(inner.begin, inner.size()));
  meaning.before = text.substr(0, inner.begin);
  meaning.after = text.substr(inner.end);
  meaning.originals.emplace(Fold(entry.original.Expose()), entry.original.Expose());
}

// Surrogates of names have as many words as what they replace, in the same order, so each word has its own meaning:
// an answer may call the patient by the surname alone.
void Meanings::AddWordsOfName(const VaultEntry& entry, const std::vector<VaultWord>& words) {
  const std::vector<VaultWord> originals = VaultWords(entry.original.Expose());
  if (words.size() < 2 || originals.size() != words.size()) return;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool said = words[i].folded.size() >= kNameCharactersMin && words[i].folded != originals[i].folded;
    if (!said || originals[i].folded.size() < kNameCharactersMin) continue;
    const Span& span = originals[i].span;
    Meaning& meaning = At(Key(words, i, 1), entry.type);
    meaning.originals.emplace(originals[i].folded, entry.original.Expose().substr(span.begin, span.size()));
  }
}

Meaning& Meanings::At(const std::string& phrase, IdentifierType type) {
  const auto [at, added] = phrases_.try_emplace(phrase);
  if (added) {
    at->second.type = type;
    at->second.exact = IsForm(type);
  }
  return at->second;
}

const Meaning* Meanings::Find(const std::vector<VaultWord>& words, std::size_t at, std::size_t count) const {
  const auto found = phrases_.find(Key(words, at, count));
  return found == phrases_.end() ? nullptr : &found->second;
}

std::string InCaseOf(std::string_view original, std::string_view replaced) {
  const Case now = CaseOf(replaced);
  if (now.letters < 2) return std::string(original);
  if (now.all_upper) return surrogate::Upper(original);
  if (now.all_lower) return surrogate::Lower(original);
  const Case then = CaseOf(original);
  return then.letters > 1 && (then.all_upper || then.all_lower) ? Capitalized(original) : std::string(original);
}

}  // namespace veil
