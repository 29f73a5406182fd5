#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "eval/cover.h"
#include "eval/gold.h"

namespace veil {

struct SpanScore {
  std::size_t spans = 0;         // in gold
  std::size_t found = 0;         // every letter and digit covered, by any type
  std::size_t type_right = 0;    // of those found: most of it covered by its own type; names are one type
  std::size_t characters = 0;    // letters and digits in gold spans
  std::size_t leaked = 0;        // of those, not covered
  std::size_t tokens = 0;        // in gold spans; of a token that lies in part in a span that part
  std::size_t tokens_found = 0;  // of those, covered whole

  void Add(const SpanScore& other);
  bool operator==(const SpanScore&) const = default;
};

// Of the tokens that found spans cover, in part or whole: how many lie in an identifier. Tokens in spans that may stay
// count neither way.
struct TokenScore {
  std::size_t covered = 0;
  std::size_t right = 0;

  void Add(const TokenScore& other);
  bool operator==(const TokenScore&) const = default;
};

template <typename T>
using ByType = std::array<T, kIdentifierTypeCount>;

// One detector by itself.
struct DetectorScore {
  std::size_t found = 0;  // spans it covers without any other
  std::size_t only = 0;   // of those, the spans that all others together do not cover
  TokenScore tokens;
  ByType<std::size_t> found_by_type{};  // by the type that annotators gave
  ByType<TokenScore> tokens_by_type{};  // by the type that the detector gave

  void Add(const DetectorScore& other);
};

// How what was found agrees with what annotators marked (tests/corpus/ANNOTATION.md, "Scoring"): sums over documents.
struct Score {
  std::size_t documents = 0;
  std::size_t not_decoded = 0;       // nothing was found in them: all their spans are missed
  std::size_t with_identifiers = 0;  // documents with an identifier
  std::size_t without_leak = 0;      // of those, all of it found
  ByType<SpanScore> types{};
  std::array<DetectorScore, kEvidenceCount> detectors{};
  TokenScore tokens;
  ByType<TokenScore> tokens_by_type{};  // by the type of the find
  std::size_t keep_spans = 0;           // of decoded documents: others are not published
  std::size_t keep_survived = 0;        // no letter or digit covered

  SpanScore All() const;
  SpanScore Names() const;  // the three kinds of names
  void Add(const Score& other);
};

// Scores one document. `resolved` is what would be replaced; `evidence` is what each detector said before.
Score ScoreDocument(const Gold& gold, std::span<const FoundSpan> resolved, std::span<const FoundSpan> evidence);

// A document that no codec opened.
Score ScoreUndecoded(const Gold& gold);

// What the annotation says of a byte.
enum class Truth : std::uint8_t { kNothing, kMayStay, kIdentifier };
std::vector<Truth> TruthOfBytes(const Gold& gold);

}  // namespace veil
