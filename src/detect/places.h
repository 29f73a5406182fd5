#pragma once

#include "detect/detector.h"
#include "detect/lexicon.h"

namespace veil {

// Cities, facilities and states in free text: named by the dictionaries, by a head word (Hospital, School, Hospice), or
// by where they stand ("lives in", "works at", before a state).
class PlaceDetector final : public Detector {
 public:
  explicit PlaceDetector(const Lexicon& lexicon) : lexicon_(lexicon) {}

  Evidence evidence() const override { return Evidence::kDictionary; }
  Result<void> Detect(const Document& document, Findings& found) const override;

 private:
  const Lexicon& lexicon_;
};

}  // namespace veil
