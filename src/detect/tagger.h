#pragma once

#include "detect/detector.h"
#include "detect/tagger_model.h"

namespace veil {

// The sequence tagger: a model that was trained on annotated text (dictionaries/tagger) reads each free text as a row
// of tokens and says of each how probably it is part of an identifier, from the token, its neighbours and what the
// dictionaries know of both. It leans to recall: a token is tagged when it is more than a little likely.
class TaggerDetector final : public Detector {
 public:
  explicit TaggerDetector(const TaggerModel& model) : model_(model) {}

  Evidence evidence() const override { return Evidence::kTagger; }
  Result<void> Detect(const Document& document, const Readings& readings, Findings& found) const override;

 private:
  const TaggerModel& model_;
};

}  // namespace veil
