#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/identifier_type.h"
#include "base/literal.h"
#include "message/byte_map.h"

namespace veil {

// The kinds of evidence of DESIGN 3, in order of strength for the choice of a type: what the structure says wins over
// what a pattern says, and so on. Each can be switched off for an ablation.
enum class Evidence : std::uint8_t { kField, kKnown, kPattern, kDictionary, kTagger, kConsistency };

Literal EvidenceName(Evidence evidence);  // "field", "known", "pattern", "dictionary", "tagger", "consistency"

// An identifier that a detector found: bytes [span.begin, span.end) of the decoded text of document.fields[field].
struct Finding {
  std::size_t field = 0;
  Span span;
  IdentifierType type = IdentifierType::kUnknown;
  Evidence evidence = Evidence::kField;
  float confidence = 1;

  bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

}  // namespace veil
