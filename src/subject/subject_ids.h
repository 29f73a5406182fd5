#pragma once

#include <optional>
#include <vector>

#include "base/phi.h"
#include "message/document.h"

namespace veil {

// Whom a message is about, as far as the subject store is asked.
struct SubjectIds {
  std::optional<PhiString> patient;
  std::vector<Merge> merges;  // to be done before the message is processed
};

// The patient by SubjectId(); where neither the structure nor the record's key gives one, by the record number that a
// text gives behind a label ("MRN: 4471902"), if it gives one and no other. Nobody where there are many patients.
SubjectIds SubjectIdsOf(const Document& document, PhiView record_key);

}  // namespace veil
