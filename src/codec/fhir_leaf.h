#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codec/fhir_table.h"
#include "codec/fhir_uri.h"

namespace veil::fhir {

// What stands beside a leaf in its object, decoded; empty: nothing.
struct Neighbours {
  std::string system;     // ContactPoint.system, Identifier.system, Coding.system
  std::string type_code;  // Identifier.type.coding.code, Coverage.class.type
  std::string type_text;
  std::string unit;                                             // of a Quantity
  std::string content_type;                                     // of an Attachment
  std::string question;                                         // QuestionnaireResponse.item.text
  std::vector<std::pair<std::string, IdentifierType>> address;  // parts of an Address
};

// The parts of a leaf that are not safe, by its rule and its text. Of kinds that need more than this (kDisplay,
// kNarrative, kData, kRemoved) the reader takes care.
// `own` is the type of identifiers of what the leaf belongs to.
LeafParts Classify(const Rule& rule, std::string_view text, const Neighbours& beside, IdentifierType own, Party party);

}  // namespace veil::fhir
