#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "codec/codec.h"
#include "detect/detector.h"
#include "message/document.h"
#include "message/finding.h"
#include "message/raw_message.h"
#include "pipeline/stage.h"
#include "subject/subjects.h"

namespace veil {

// What was found in one message, before any policy.
struct Found {
  const Codec* codec = nullptr;
  Document document;
  std::optional<PhiString> subject_id;     // where subjects were given and the message is about one
  const SubjectRecord* subject = nullptr;  // of that id
  Findings resolved;                       // sorted by field and begin, without overlap
  Findings evidence;                       // what each detector said, before they were joined
};

// Steps 2 and 3 alone: choose the codec, decode, detect, resolve. With `subjects`, what is known of the message's
// patient is looked for too. Errors as those of the codecs and the detectors; kInternal when the patient is not among
// the subjects, where somebody should have looked it up.
Result<Found> Find(std::span<const std::unique_ptr<const Codec>> codecs,
                   std::span<const std::unique_ptr<const Detector>> detectors, const RawMessage& message,
                   StageObserver* observer = nullptr, const Subjects* subjects = nullptr);

// A finding as bytes of the raw message: what `veil detect` prints and `veil eval` scores. A finding over a joint (two
// OBX segments) is several entities.
struct Entity {
  std::string attachment;  // Encoded::place; then `raw` counts in the decoded attachment
  Span raw;
  IdentifierType type = IdentifierType::kUnknown;
  Evidence evidence = Evidence::kField;
  float confidence = 1;
};
std::vector<Entity> ToEntities(const Document& document, std::span<const Finding> findings);

}  // namespace veil
