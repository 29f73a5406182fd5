#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "codec/codec.h"
#include "detect/detector.h"
#include "message/document.h"
#include "message/finding.h"
#include "message/raw_message.h"

namespace veil {

// What was found in one message, before any policy: for `veil detect` and `veil eval`.
struct Found {
  Document document;
  Findings resolved;              // sorted, without overlap
  std::vector<Finding> evidence;  // what each detector said, unresolved
};

// Steps 2 and 3 alone: decode, detect, resolve. Errors as those of the codec and the detectors.
Result<Found> Find(const std::vector<std::unique_ptr<const Codec>>& codecs,
                   const std::vector<std::unique_ptr<const Detector>>& detectors, const RawMessage& message);

}  // namespace veil
