#pragma once

#include <string_view>

#include "base/result.h"
#include "codec/codec.h"
#include "codec/json_tree.h"

namespace veil::fhir {

// Opens the resources of a message into fields by the table. A leaf that is safe gives no field, but for the time after
// a date. Errors: kMalformed (a value that is no resource of FHIR), kTooLarge.
Result<Document> ReadFields(std::string_view raw, const JsonTree& tree, const CodecLimits& limits);

}  // namespace veil::fhir
