#pragma once

#include <string_view>

#include "base/result.h"
#include "codec/codec.h"
#include "codec/hl7v2_envelope.h"

namespace veil::hl7v2 {

// Opens the segments of a message into fields by the table. Every byte is a delimiter, a segment name or part of a
// field. Errors: kMalformed (a line that is no segment), kTooLarge.
Result<Document> ReadFields(std::string_view raw, const Envelope& envelope, const CodecLimits& limits);

}  // namespace veil::hl7v2
