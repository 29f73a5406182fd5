#pragma once

#include "detect/detector.h"

namespace veil {

// What the structure says: every field that is an identifier, or that no table knows, is a finding over its whole text.
class FieldDetector final : public Detector {
 public:
  Evidence evidence() const override { return Evidence::kField; }
  Result<void> Detect(const Document& document, const Readings& readings, Findings& found) const override;
};

}  // namespace veil
