#pragma once

#include "detect/detector.h"

namespace veil {

// Cities, facilities and states in free text: named by the dictionaries, by a head word (Hospital, School, Hospice), or
// by where they stand ("lives in", "works at", before a state).
class PlaceDetector final : public Detector {
 public:
  // From this confidence on nine in ten findings are right.
  static constexpr float kSure = 0.85F;

  // Finds what is at least this sure; 0: all, for a detector that stands alone.
  explicit PlaceDetector(float confidence_min) : confidence_min_(confidence_min) {}

  Evidence evidence() const override { return Evidence::kDictionary; }
  Result<void> Detect(const Document& document, const Readings& readings, Findings& found) const override;

 private:
  float confidence_min_;
};

}  // namespace veil
