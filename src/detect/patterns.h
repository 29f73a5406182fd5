#pragma once

#include <memory>
#include <span>

#include "detect/detector.h"
#include "detect/pattern.h"

namespace veil {

// Identifiers that have a form: dates, phones, numbers with a label, addresses of the net. The forms are the patterns
// of PatternFamilies (pattern.h); all are searched in every free-text field.
//
// A pattern is tried only in windows of text (text_windows.h) that hold what it cannot do without (pattern_filter.h).
// Patterns are compiled by the constructor and belong to the detector, so that threads with a detector each share
// nothing. The families must outlive it.
class PatternDetector final : public Detector {
 public:
  PatternDetector();
  explicit PatternDetector(std::span<const PatternFamily> families);
  ~PatternDetector() override;

  Evidence evidence() const override { return Evidence::kPattern; }
  Result<void> Detect(const Document& document, const Readings& readings, Findings& found) const override;

 private:
  class Search;
  std::unique_ptr<const Search> search_;
};

}  // namespace veil
