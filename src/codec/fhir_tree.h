#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "codec/codec.h"
#include "codec/fhir_leaf.h"
#include "codec/json_tree.h"

namespace veil::fhir {

// The values of a message: one resource, or one a line (Bulk Data Access, FHIR's ndjson). A byte order mark is passed
// over. Errors: kEmpty, kUnsupportedCharset (UTF-16), kInvalidEncoding, kMalformed, kTooLarge.
Result<JsonTree> ReadTree(std::string_view raw, const CodecLimits& limits);

// The string at `node`, decoded; empty if it is none.
std::string StringAt(std::string_view raw, const JsonTree& tree, std::uint32_t node);

// The media type of the attachment or Binary that holds `data`, a node.
std::string MediaTypeOf(std::string_view raw, const JsonTree& tree, std::uint32_t data);

// Where a node stands: "entry[3].resource.content[0].attachment.data". All names on the way must be the table's. The
// resources of a file of many begin with their number.
std::string PlaceOf(std::string_view raw, const JsonTree& tree, std::uint32_t node);

// What stands beside a leaf, as far as its kind of content asks for it.
Neighbours NeighboursOf(std::string_view raw, const JsonTree& tree, std::uint32_t node, Content content);

}  // namespace veil::fhir
