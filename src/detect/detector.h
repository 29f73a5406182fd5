#pragma once

#include <memory>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "detect/readings.h"
#include "message/document.h"
#include "message/finding.h"

namespace veil {

// Step 3: looks for identifiers by one kind of evidence. Immutable, thread-safe, linear in the size of the text.
class Detector {
 public:
  virtual ~Detector() = default;

  virtual Evidence evidence() const = 0;

  // Appends what it finds; `readings` are those of `document`, `found` holds what the detectors before it in the array
  // found. A detector that could not look at every byte must fail (kDetectorFailed), so that the message is
  // quarantined.
  virtual Result<void> Detect(const Document& document, const Readings& readings, Findings& found) const = 0;
};

struct DetectOptions {
  std::vector<Evidence> disabled;  // for ablations
};

// All detectors there are, in the order in which they run.
std::vector<std::unique_ptr<const Detector>> MakeDetectors(const DetectOptions& options);

// Of the data that decides what is found: the lexicon and the patterns. Two programs of one version and one digest
// find the same.
Digest DetectionDigest();

}  // namespace veil
