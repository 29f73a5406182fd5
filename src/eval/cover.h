#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "message/finding.h"

namespace veil {

inline constexpr std::size_t kEvidenceCount = static_cast<std::size_t>(Evidence::kConsistency) + 1;

using EvidenceSet = std::bitset<kEvidenceCount>;

// "dictionary+tagger"; "none" for the empty set.
std::string EvidenceSetName(const EvidenceSet& set);

// Bytes of the text that were found. What may stay (years, ages, states) is no find: a policy may keep it.
struct FoundSpan {
  Span span;
  IdentifierType type = IdentifierType::kUnknown;
  Evidence evidence = Evidence::kField;
};

// What a text is covered by, byte by byte: by what would be replaced, and by each detector for itself. A character is
// covered where its first byte is: codecs give whole characters.
class Cover {
 public:
  // `resolved` is what would be replaced; `evidence` is what each detector said before. `size` is in bytes.
  Cover(std::size_t size, std::span<const FoundSpan> resolved, std::span<const FoundSpan> evidence);

  // The type by which the character at a byte would be replaced; nothing: it would leave as it came.
  std::optional<IdentifierType> TypeAt(std::size_t byte) const { return At(resolved_, byte); }
  // The type by which one detector covers it.
  std::optional<IdentifierType> TypeBy(std::size_t detector, std::size_t byte) const {
    return At(detectors_[detector], byte);
  }
  EvidenceSet DetectorsAt(std::size_t byte) const;

 private:
  using Layer = std::vector<std::uint8_t>;  // 0: not covered; otherwise 1 + type

  static void Paint(const FoundSpan& found, Layer& layer);
  static std::optional<IdentifierType> At(const Layer& layer, std::size_t byte) {
    if (layer[byte] == 0) return std::nullopt;
    return static_cast<IdentifierType>(layer[byte] - 1);
  }

  Layer resolved_;
  std::array<Layer, kEvidenceCount> detectors_;
};

}  // namespace veil
