#pragma once

#include "detect/detector.h"
#include "detect/lexicon.h"

namespace veil {

// What was found once is an identifier wherever it stands: looks in the free text of the message for the words of the
// names, and for the places, facilities, whole dates and codes that the detectors before it found, however surely: it
// finds what the leak check would hold against the output. Runs last.
class ConsistencyDetector final : public Detector {
 public:
  explicit ConsistencyDetector(const Lexicon& lexicon) : lexicon_(lexicon) {}

  Evidence evidence() const override { return Evidence::kConsistency; }
  Result<void> Detect(const Document& document, const Readings& readings, Findings& found) const override;

 private:
  const Lexicon& lexicon_;
};

}  // namespace veil
