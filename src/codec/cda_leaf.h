#pragma once

#include <string_view>
#include <vector>

#include "codec/cda_table.h"

namespace veil::cda {

// What stands around a value that tells what it is.
struct LeafContext {
  Party party = Party::kNone;
  IdentifierType id = IdentifierType::kId;  // of an extension whose root says nothing
  std::string_view root{};                  // II@root of the same element
  std::string_view unit{};                  // PQ@unit
  std::string_view code_system{};           // CD@codeSystem
  bool label = false;                       // the words of its code are labels
};

// A part of a value that is a field of its own.
struct LeafPart {
  Span span;  // within the value
  FieldClass field_class = FieldClass::kUnknown;
  IdentifierType type = IdentifierType::kUnknown;
};

// The parts of a value, in order; what lies in none of them is safe: schemes ("tel:"), times of day, codes. Reads the
// value as it stands in the document; what is written by references is seen as text of their form.
std::vector<LeafPart> ReadLeaf(const Rule& rule, std::string_view value, const LeafContext& context);

}  // namespace veil::cda
