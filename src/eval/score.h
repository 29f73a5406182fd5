#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "eval/gold.h"
#include "message/finding.h"

namespace veil {

inline constexpr std::size_t kEvidenceCount = static_cast<std::size_t>(Evidence::kConsistency) + 1;

// Bytes of the text that were found. What may stay (years, ages, states) is no find: a policy may keep it.
struct FoundSpan {
  Span span;
  IdentifierType type = IdentifierType::kUnknown;
  Evidence evidence = Evidence::kField;
};

struct SpanScore {
  std::size_t spans = 0;       // in gold
  std::size_t found = 0;       // every letter and digit covered, by any type
  std::size_t type_right = 0;  // of those found: most of it covered by its own type; names are one type
  std::size_t characters = 0;  // letters and digits in gold spans
  std::size_t leaked = 0;      // of those, not covered

  void Add(const SpanScore& other);
};

// Of the tokens that found spans cover, in part or whole: how many lie in an identifier. Tokens in spans that may stay
// count neither way.
struct TokenScore {
  std::size_t covered = 0;
  std::size_t right = 0;

  void Add(const TokenScore& other);
};

// One detector by itself.
struct DetectorScore {
  std::size_t found = 0;  // spans it covers without any other
  std::size_t only = 0;   // of those, the spans that all others together do not cover
  TokenScore tokens;

  void Add(const DetectorScore& other);
};

// How what was found agrees with what annotators marked (tests/corpus/ANNOTATION.md, "Scoring"): sums over documents.
struct Score {
  std::size_t documents = 0;
  std::size_t not_decoded = 0;       // nothing was found in them: all their spans are missed
  std::size_t with_identifiers = 0;  // documents with an identifier
  std::size_t without_leak = 0;      // of those, all of it found
  std::array<SpanScore, kIdentifierTypeCount> types{};
  std::array<DetectorScore, kEvidenceCount> detectors{};
  TokenScore tokens;
  std::size_t keep_spans = 0;     // of decoded documents: others are not published
  std::size_t keep_survived = 0;  // no letter or digit covered

  SpanScore All() const;
  void Add(const Score& other);
};

// A place where the two do not agree, for people who tune detectors.
struct Mistake {
  Span span;
  bool missed = true;  // false: found, and no identifier
  IdentifierType type = IdentifierType::kUnknown;
};

// Scores one document. `resolved` is what would be replaced; `evidence` is what each detector said before.
Score ScoreDocument(const Gold& gold, std::span<const FoundSpan> resolved, std::span<const FoundSpan> evidence,
                    std::vector<Mistake>* mistakes = nullptr);

// A document that no codec opened.
Score ScoreUndecoded(const Gold& gold);

}  // namespace veil
