#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "codec/fhir_uri.h"
#include "message/document.h"

namespace veil::fhir {

IdentifierType NameTypeOf(Party party);  // a name of nobody's in particular is a provider's

// A name written as one text: degrees after it ("Kim Rhodes, MD") and what stands in parentheses are free text.
LeafParts NameParts(std::string_view text, IdentifierType type);

// The name of an organisation or place. A single word with digits is a number of it.
LeafParts PlaceParts(std::string_view text);

// What may be a person, an organisation or words: by its form.
LeafParts PersonParts(std::string_view text, IdentifierType name_type);

// Reference.display. `target` is the resource that the reference says it points to, if it says so; `candidates` are
// those that the element allows.
struct Display {
  std::string_view text;
  std::string_view target;
  std::span<const std::string> candidates;
  std::optional<Party> party;  // that the table gives the element
};
struct DisplayClass {
  LeafParts parts;
  Party party = Party::kNone;
};
DisplayClass ClassifyDisplay(const Display& display);

}  // namespace veil::fhir
