#include "eval/score.h"

#include <algorithm>
#include <optional>

#include "eval/words.h"

namespace veil {
namespace {

// What a text is covered by: for each byte the type of the found span, and one bit for each detector.
class Cover {
 public:
  Cover(std::size_t size, std::span<const FoundSpan> resolved, std::span<const FoundSpan> evidence)
      : types_(size), detectors_(size) {
    for (const FoundSpan& found : resolved) {
      if (MayStay(found.type)) continue;
      for (std::size_t i = found.span.begin; i < std::min(found.span.end, size); ++i) types_[i] = found.type;
    }
    for (const FoundSpan& found : evidence) {
      if (MayStay(found.type)) continue;
      for (std::size_t i = found.span.begin; i < std::min(found.span.end, size); ++i)
        detectors_[i] |= Bit(found.evidence);
    }
  }

  static std::uint8_t Bit(Evidence evidence) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(evidence));
  }

  // A character is covered by the span that covers its first byte: codecs give whole characters.
  std::optional<IdentifierType> TypeAt(const Span& character) const { return types_[character.begin]; }
  std::uint8_t DetectorsAt(const Span& character) const { return detectors_[character.begin]; }

 private:
  std::vector<std::optional<IdentifierType>> types_;
  std::vector<std::uint8_t> detectors_;
};

using Characters = std::span<const Span>;

Characters Inside(const std::vector<Span>& characters, const Span& span) {
  const auto before = [](const Span& character, std::size_t position) { return character.begin < position; };
  const auto first = std::lower_bound(characters.begin(), characters.end(), span.begin, before);
  const auto last = std::lower_bound(first, characters.end(), span.end, before);
  return {first, last};
}

// Whether most of the span's covered characters are covered by its own type.
bool TypeIsRight(Characters characters, IdentifierType type, const Cover& cover) {
  const auto right = std::count_if(characters.begin(), characters.end(), [&](const Span& character) {
    const auto found = cover.TypeAt(character);
    return found && PublicTypeName(*found) == PublicTypeName(type);
  });
  return 2 * static_cast<std::size_t>(right) > characters.size();
}

SpanScore ScoreSpan(Characters characters, IdentifierType type, const Cover& cover) {
  SpanScore score;
  score.spans = 1;
  score.characters = characters.size();
  score.leaked = static_cast<std::size_t>(std::count_if(
      characters.begin(), characters.end(), [&](const Span& character) { return !cover.TypeAt(character); }));
  score.found = score.leaked == 0 ? 1 : 0;
  score.type_right = score.found == 1 && TypeIsRight(characters, type, cover) ? 1 : 0;
  return score;
}

void CreditDetectors(Characters characters, const Cover& cover, Score& score) {
  for (std::size_t i = 0; i < kEvidenceCount; ++i) {
    const std::uint8_t own = Cover::Bit(static_cast<Evidence>(i));
    const bool found = std::all_of(characters.begin(), characters.end(),
                                   [&](const Span& character) { return (cover.DetectorsAt(character) & own) != 0; });
    if (!found || characters.empty()) continue;
    const bool others = std::all_of(characters.begin(), characters.end(),
                                    [&](const Span& character) { return (cover.DetectorsAt(character) & ~own) != 0; });
    ++score.detectors[i].found;
    if (!others) ++score.detectors[i].only;
  }
}

// What the annotation says of each character.
enum class Truth : std::uint8_t { kNothing, kMayStay, kIdentifier };

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

class TokenScorer {
 public:
  TokenScorer(const Gold& gold, const Words& words, const Cover& cover)
      : words_(words), cover_(cover), truth_(TruthOfBytes(gold)) {}

  void Score(veil::Score& score, std::vector<Mistake>* mistakes) const {
    for (const Span& token : words_.tokens) {
      const Characters characters = Inside(words_.characters, token);
      Count(Best(characters, [&](const Span& character) { return cover_.TypeAt(character).has_value(); }),
            score.tokens);
      for (std::size_t i = 0; i < kEvidenceCount; ++i) {
        const std::uint8_t own = Cover::Bit(static_cast<Evidence>(i));
        Count(Best(characters, [&](const Span& character) { return (cover_.DetectorsAt(character) & own) != 0; }),
              score.detectors[i].tokens);
      }
      if (mistakes != nullptr) NoteFalse(token, characters, *mistakes);
    }
  }

 private:
  // The best that the annotation says of the covered characters of a token; nothing if none is covered.
  template <typename IsCovered>
  std::optional<Truth> Best(Characters characters, IsCovered is_covered) const {
    std::optional<Truth> best;
    for (const Span& character : characters) {
      if (is_covered(character)) best = std::max(best.value_or(Truth::kNothing), truth_[character.begin]);
    }
    return best;
  }

  static void Count(std::optional<Truth> truth, TokenScore& score) {
    if (!truth || *truth == Truth::kMayStay) return;
    ++score.covered;
    if (*truth == Truth::kIdentifier) ++score.right;
  }

  // False tokens that stand side by side in one found span are one mistake.
  void NoteFalse(const Span& token, Characters characters, std::vector<Mistake>& mistakes) const {
    const auto is_covered = [&](const Span& character) { return cover_.TypeAt(character).has_value(); };
    if (Best(characters, is_covered) != Truth::kNothing) return;
    const auto first = std::find_if(characters.begin(), characters.end(), is_covered);
    const IdentifierType type = *cover_.TypeAt(*first);
    if (!mistakes.empty()) {
      Mistake& last = mistakes.back();
      bool joined = !last.missed && last.type == type;
      for (std::size_t i = last.span.end; joined && i < token.begin; ++i)
        joined = cover_.TypeAt({i, i + 1}).has_value();
      if (joined) {
        last.span.end = token.end;
        return;
      }
    }
    mistakes.push_back({token, false, type});
  }

  const Words& words_;
  const Cover& cover_;
  std::vector<Truth> truth_;
};

}  // namespace

void SpanScore::Add(const SpanScore& other) {
  spans += other.spans;
  found += other.found;
  type_right += other.type_right;
  characters += other.characters;
  leaked += other.leaked;
}

void TokenScore::Add(const TokenScore& other) {
  covered += other.covered;
  right += other.right;
}

void DetectorScore::Add(const DetectorScore& other) {
  found += other.found;
  only += other.only;
  tokens.Add(other.tokens);
}

SpanScore Score::All() const {
  SpanScore all;
  for (const SpanScore& type : types) all.Add(type);
  return all;
}

void Score::Add(const Score& other) {
  documents += other.documents;
  not_decoded += other.not_decoded;
  with_identifiers += other.with_identifiers;
  without_leak += other.without_leak;
  for (std::size_t i = 0; i < types.size(); ++i) types[i].Add(other.types[i]);
  for (std::size_t i = 0; i < detectors.size(); ++i) detectors[i].Add(other.detectors[i]);
  tokens.Add(other.tokens);
  keep_spans += other.keep_spans;
  keep_survived += other.keep_survived;
}

Score ScoreDocument(const Gold& gold, std::span<const FoundSpan> resolved, std::span<const FoundSpan> evidence,
                    std::vector<Mistake>* mistakes) {
  const Words words = ReadWords(gold.text);
  const Cover cover(gold.text.size(), resolved, evidence);
  Score score;
  score.documents = 1;
  for (const GoldSpan& gold_span : gold.spans) {
    const Characters characters = Inside(words.characters, gold_span.span);
    if (!gold_span.type) {
      ++score.keep_spans;
      const bool covered = std::any_of(characters.begin(), characters.end(),
                                       [&](const Span& character) { return cover.TypeAt(character).has_value(); });
      if (!covered) ++score.keep_survived;
      continue;
    }
    if (!gold_span.IsIdentifier()) continue;
    const SpanScore span_score = ScoreSpan(characters, *gold_span.type, cover);
    score.types[static_cast<std::size_t>(*gold_span.type)].Add(span_score);
    CreditDetectors(characters, cover, score);
    if (span_score.found == 0 && mistakes != nullptr) mistakes->push_back({gold_span.span, true, *gold_span.type});
  }
  TokenScorer(gold, words, cover).Score(score, mistakes);
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

}  // namespace veil
