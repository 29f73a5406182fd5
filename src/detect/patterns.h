#pragma once

#include <memory>
#include <span>

#include "detect/detector.h"
#include "detect/pattern.h"

namespace veil {

// Identifiers that have a form: dates, phones, numbers with a label, addresses of the net. The forms are the patterns
// of PatternFamilies (pattern.h); all are searched in every free-text field.
//
// One pass over the text tells which patterns match where (pattern_finder.h); there they are matched and asked for
// their groups (expression_matcher.h), by RE2 where a match holds characters beyond ASCII.
//
// Threads may share a detector: each borrows a search of its own (pattern_search.h), which is quicker the more texts it
// has seen. The families must outlive the detector.
class PatternDetector final : public Detector {
 public:
  PatternDetector();
  explicit PatternDetector(std::span<const PatternFamily> families);
  ~PatternDetector() override;

  Evidence evidence() const override { return Evidence::kPattern; }
  Result<void> Detect(const Document& document, const Readings& readings, Findings& found) const override;

 private:
  class Searches;
  std::unique_ptr<Searches> searches_;
};

}  // namespace veil
