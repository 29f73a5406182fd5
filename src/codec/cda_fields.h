#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "codec/codec.h"
#include "codec/xml_prolog.h"
#include "codec/xml_scanner.h"

namespace veil::cda {

// Opens a clinical document into fields by the table. Paths are names of elements, from below the root, joined by '.',
// and "@attribute": "recordTarget.patientRole.patient.name.family". Errors: kMalformed (also names that no schema would
// have, as they may hold a value), kTooLarge.
Result<Document> ReadFields(std::string_view raw, const XmlProlog& prolog, const CodecLimits& limits);

// The media type of the data that an element (ED) holds in base64, "text/plain" if it does not say; nothing for an
// element that holds none. HL7 V3 Data Types R1, ED.
std::optional<std::string_view> EncodedMedia(std::string_view raw, const XmlToken& start);

}  // namespace veil::cda
