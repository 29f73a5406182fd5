#pragma once

#include <optional>
#include <vector>

#include "base/digest.h"
#include "base/phi.h"
#include "message/document.h"

namespace veil {

// The patient a message is about, as far as surrogates need to know: one secret from which every draw is made. Equal
// seeds give equal surrogates for equal originals.
struct Subject {
  Digest seed;
  // Where numbers may be derived from numbers: the key, one for all subjects, under which they are enciphered.
  std::optional<Digest> number_key = {};
  // From which the names of clinicians are drawn, where they may be the same for all patients.
  std::optional<Digest> clinician_seed = {};
};

// What one message teaches of a patient, for later messages.
struct Lesson {
  PhiString subject_id;
  std::vector<KnownIdentifier> identifiers;
};

}  // namespace veil
