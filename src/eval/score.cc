#include "eval/score.h"

#include <algorithm>
#include <optional>

#include "eval/words.h"

namespace veil {
namespace {

// Whether most of the span's covered characters are covered by its own type.
bool TypeIsRight(Characters characters, IdentifierType type, const Cover& cover) {
  const auto right = std::count_if(characters.begin(), characters.end(), [&](const Span& character) {
    const auto found = cover.TypeAt(character.begin);
    return found && PublicTypeName(*found) == PublicTypeName(type);
  });
  return 2 * static_cast<std::size_t>(right) > characters.size();
}

std::size_t Uncovered(Characters characters, const Cover& cover) {
  return static_cast<std::size_t>(std::count_if(characters.begin(), characters.end(),
                                                [&](const Span& character) { return !cover.TypeAt(character.begin); }));
}

SpanScore ScoreSpan(Characters characters, IdentifierType type, const Cover& cover) {
  SpanScore score;
  score.spans = 1;
  score.characters = characters.size();
  score.leaked = Uncovered(characters, cover);
  score.found = score.leaked == 0 ? 1 : 0;
  score.type_right = score.found == 1 && TypeIsRight(characters, type, cover) ? 1 : 0;
  for (const Characters token : Tokens(characters)) {
    ++score.tokens;
    if (Uncovered(token, cover) == 0) ++score.tokens_found;
  }
  return score;
}

void CreditDetectors(Characters characters, IdentifierType type, const Cover& cover, Score& score) {
  if (characters.empty()) return;
  EvidenceSet alone;
  alone.set();
  EvidenceSet needed;  // detectors without which a character is not covered
  for (const Span& character : characters) {
    const EvidenceSet detectors = cover.DetectorsAt(character.begin);
    alone &= detectors;
    if (detectors.count() == 1) needed |= detectors;
  }
  for (std::size_t i = 0; i < kEvidenceCount; ++i) {
    if (!alone.test(i)) continue;
    ++score.detectors[i].found;
    ++score.detectors[i].found_by_type[static_cast<std::size_t>(type)];
    if (needed.test(i)) ++score.detectors[i].only;
  }
}

// Judges the covered characters of a token, those for which `type_at` names a type, by the best that the annotation
// says of them. The find that covers the first of the best gives the type.
template <typename TypeAt>
void CountToken(Characters token, const std::vector<Truth>& truth, TypeAt type_at, TokenScore& all,
                ByType<TokenScore>& by_type) {
  std::optional<Truth> best;
  IdentifierType type = IdentifierType::kUnknown;
  for (const Span& character : token) {
    const std::optional<IdentifierType> covered = type_at(character.begin);
    if (!covered || (best && truth[character.begin] <= *best)) continue;
    best = truth[character.begin];
    type = *covered;
  }
  if (!best || *best == Truth::kMayStay) return;
  const TokenScore one = {1, *best == Truth::kIdentifier ? 1U : 0U};
  all.Add(one);
  by_type[static_cast<std::size_t>(type)].Add(one);
}

void ScoreTokens(const Gold& gold, const Words& words, const Cover& cover, Score& score) {
  const std::vector<Truth> truth = TruthOfBytes(gold);
  for (const Span& token : words.tokens) {
    const Characters characters = words.Inside(token);
    CountToken(
        characters, truth, [&](std::size_t byte) { return cover.TypeAt(byte); }, score.tokens, score.tokens_by_type);
    for (std::size_t i = 0; i < kEvidenceCount; ++i) {
      CountToken(
          characters, truth, [&](std::size_t byte) { return cover.TypeBy(i, byte); }, score.detectors[i].tokens,
          score.detectors[i].tokens_by_type);
    }
  }
}

}  // namespace

void SpanScore::Add(const SpanScore& other) {
  spans += other.spans;
  found += other.found;
  type_right += other.type_right;
  characters += other.characters;
  leaked += other.leaked;
  tokens += other.tokens;
  tokens_found += other.tokens_found;
}

void TokenScore::Add(const TokenScore& other) {
  covered += other.covered;
  right += other.right;
}

void DetectorScore::Add(const DetectorScore& other) {
  found += other.found;
  only += other.only;
  tokens.Add(other.tokens);
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    found_by_type[i] += other.found_by_type[i];
    tokens_by_type[i].Add(other.tokens_by_type[i]);
  }
}

SpanScore Score::All() const {
  SpanScore all;
  for (const SpanScore& type : types) all.Add(type);
  return all;
}

SpanScore Score::Names() const {
  SpanScore names;
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    if (IsName(static_cast<IdentifierType>(i))) names.Add(types[i]);
  }
  return names;
}

void Score::Add(const Score& other) {
  documents += other.documents;
  not_decoded += other.not_decoded;
  with_identifiers += other.with_identifiers;
  without_leak += other.without_leak;
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    types[i].Add(other.types[i]);
    tokens_by_type[i].Add(other.tokens_by_type[i]);
  }
  for (std::size_t i = 0; i < detectors.size(); ++i) detectors[i].Add(other.detectors[i]);
  tokens.Add(other.tokens);
  keep_spans += other.keep_spans;
  keep_survived += other.keep_survived;
}

Score ScoreDocument(const Gold& gold, std::span<const FoundSpan> resolved, std::span<const FoundSpan> evidence) {
  const Words words = ReadWords(gold.text);
  const Cover cover(gold.text.size(), resolved, evidence);
  Score score;
  score.documents = 1;
  for (const GoldSpan& gold_span : gold.spans) {
    const Characters characters = words.Inside(gold_span.span);
    if (!gold_span.type) {
      ++score.keep_spans;
      if (Uncovered(characters, cover) == characters.size()) ++score.keep_survived;
    } else if (gold_span.IsIdentifier()) {
      score.types[static_cast<std::size_t>(*gold_span.type)].Add(ScoreSpan(characters, *gold_span.type, cover));
      CreditDetectors(characters, *gold_span.type, cover, score);
    }
  }
  ScoreTokens(gold, words, cover, score);
  const SpanScore all = score.All();
  score.with_identifiers = all.spans > 0 ? 1 : 0;
  score.without_leak = all.spans > 0 && all.found == all.spans ? 1 : 0;
  return score;
}

Score ScoreUndecoded(const Gold& gold) {
  Score score = ScoreDocument(gold, {}, {});
  score.not_decoded = 1;
  score.keep_spans = 0;
  score.keep_survived = 0;
  return score;
}

std::vector<Truth> TruthOfBytes(const Gold& gold) {
  std::vector<Truth> truth(gold.text.size(), Truth::kNothing);
  for (const GoldSpan& span : gold.spans) {
    if (!span.type) continue;
    std::fill(truth.begin() + static_cast<std::ptrdiff_t>(span.span.begin),
              truth.begin() + static_cast<std::ptrdiff_t>(span.span.end),
              span.IsIdentifier() ? Truth::kIdentifier : Truth::kMayStay);
  }
  return truth;
}

}  // namespace veil
