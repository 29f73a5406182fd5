#pragma once

#include "detect/detector.h"

namespace veil {

// Names of persons in free text, by dictionary and context.
//
// Each word gets a score (name_weights.h): how much the dictionaries know it as a name and as anything else, and what
// stands beside it. A word over the limit is a name, pulls its neighbours up, and grows over initials, particles,
// nicknames and suffixes.
class NameDetector final : public Detector {
 public:
  // From this confidence on nine in ten findings are right.
  static constexpr float kSure = 0.86F;

  // Finds what is at least this sure; 0: all, for a detector that stands alone.
  explicit NameDetector(float confidence_min) : confidence_min_(confidence_min) {}

  Evidence evidence() const override { return Evidence::kDictionary; }
  Result<void> Detect(const Document& document, const Readings& readings, Findings& found) const override;

 private:
  float confidence_min_;
};

}  // namespace veil
