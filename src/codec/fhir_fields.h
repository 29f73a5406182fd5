#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "codec/codec.h"
#include "codec/json_tree.h"

namespace veil::fhir {

// The values of a message: one resource, or one a line (Bulk Data Access, FHIR's ndjson). A byte order mark is passed
// over. Errors: kEmpty, kUnsupportedCharset (UTF-16), kInvalidEncoding, kMalformed, kTooLarge.
Result<JsonTree> ReadTree(std::string_view raw, const CodecLimits& limits);

// Opens the resources into fields by the table. A leaf that is safe gives no field, but for the time after a date.
// Errors: kMalformed (a value that is no resource of FHIR), kTooLarge.
Result<Document> ReadFields(std::string_view raw, const JsonTree& tree, const CodecLimits& limits);

// The string at `node`, decoded; empty if it is none.
std::string StringAt(std::string_view raw, const JsonTree& tree, std::uint32_t node);

// The media type of the attachment or Binary that holds `data`, a node.
std::string MediaTypeOf(std::string_view raw, const JsonTree& tree, std::uint32_t data);

}  // namespace veil::fhir
