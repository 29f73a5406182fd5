#pragma once

#include "detect/detector.h"
#include "detect/lexicon.h"

namespace veil {

// Known identifiers: what the structured fields of the message hold and what is known of its patient, searched in its
// free text. A name is looked for by each of its words, in any order and case, without diacritics, and one edit away; a
// street by its house number and the word behind it; an id, phone or date by its digits and letters, whatever stands
// between them.
class KnownDetector final : public Detector {
 public:
  explicit KnownDetector(const Lexicon& lexicon) : lexicon_(lexicon) {}

  Evidence evidence() const override { return Evidence::kKnown; }
  Result<void> Detect(const Document& document, const Readings& readings, Findings& found) const override;

 private:
  const Lexicon& lexicon_;
};

}  // namespace veil
