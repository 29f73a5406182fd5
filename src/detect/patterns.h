#pragma once

#include <memory>
#include <span>
#include <vector>

#include "detect/detector.h"
#include "detect/pattern.h"

namespace veil {

// Identifiers that have a form: dates, phones, numbers with a label, addresses of the net. The forms are the patterns
// of PatternFamilies (pattern.h); all are searched in every free-text field.
//
// Each family first says in one pass which of its patterns occur in a window of text (text_windows.h); only those are
// searched. Patterns are compiled by the constructor and belong to the detector, so that threads with a detector each
// share nothing.
class PatternDetector final : public Detector {
 public:
  PatternDetector();
  explicit PatternDetector(std::span<const PatternFamily> families);
  ~PatternDetector() override;

  Evidence evidence() const override { return Evidence::kPattern; }
  Result<void> Detect(const Document& document, Findings& found) const override;

 private:
  class Family;
  std::vector<std::unique_ptr<const Family>> families_;
};

}  // namespace veil
