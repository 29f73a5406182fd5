#pragma once

#include "detect/detector.h"

namespace veil {

// Ages over 89 (45 CFR 164.514(b)(2)(i)(C)) that only their place tells: a number of 90 to 115, in digits or words,
// that stands behind a person that was found, with nothing but signs, a bracket or "is" between, and counts nothing.
// "Setsuko
// -- 97", "Emil (Rm 11): 101", "Perpetua. Ninety-eight." It runs after all that find names. Its evidence is kPattern.
class AgeDetector final : public Detector {
 public:
  Evidence evidence() const override { return Evidence::kPattern; }
  Result<void> Detect(const Document& document, const Readings& readings, Findings& found) const override;
};

}  // namespace veil
