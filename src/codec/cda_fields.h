#pragma once

#include <string_view>

#include "base/result.h"
#include "codec/codec.h"
#include "codec/xml_prolog.h"

namespace veil::cda {

// Opens a clinical document into fields by the table. Paths are names of elements, from below the root, joined by '.',
// and "@attribute": "recordTarget.patientRole.patient.name.family". Errors: kMalformed (also names that no schema would
// have, as they may hold a value), kTooLarge.
Result<Document> ReadFields(std::string_view raw, const XmlProlog& prolog, const CodecLimits& limits);

}  // namespace veil::cda
