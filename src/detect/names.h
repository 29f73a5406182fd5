#pragma once

#include "detect/detector.h"
#include "detect/lexicon.h"

namespace veil {

// Names of persons in free text, by dictionary and context.
//
// Each word gets a score (name_weights.h): how much the dictionaries know it as a name and as anything else, and what
// stands beside it. A word over the limit is a name, pulls its neighbours up, and grows over initials, particles,
// nicknames and suffixes.
class NameDetector final : public Detector {
 public:
  explicit NameDetector(const Lexicon& lexicon) : lexicon_(lexicon) {}

  Evidence evidence() const override { return Evidence::kDictionary; }
  Result<void> Detect(const Document& document, Findings& found) const override;

 private:
  const Lexicon& lexicon_;
};

}  // namespace veil
