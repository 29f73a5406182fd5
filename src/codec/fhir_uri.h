#pragma once

#include <string_view>
#include <vector>

#include "base/identifier_type.h"
#include "message/byte_map.h"
#include "message/document.h"

namespace veil::fhir {

// A part of a leaf's text that is not safe.
struct LeafPart {
  Span span;
  FieldClass field_class = FieldClass::kIdentifier;
  IdentifierType type = IdentifierType::kUnknown;
};
using LeafParts = std::vector<LeafPart>;

// What in a uri, url, oid, uuid, canonical or Reference.reference identifies (R4 sections 2.24.0.1, 2.3.0.1):
//   Patient/123, [base]/Patient/123/_history/2   the id; the base is a URL
//   urn:uuid:..., urn:oid:...                    what follows, unless the arc is one of public numbering
//   #p1                                          a longer local id
//   tel:, mailto:                                the number, the address
//   http://hl7.org/..., urn:ietf:...             nothing: everybody uses them
// Any other address is a URL whole.
LeafParts UriParts(std::string_view uri);

// The same for what points to a resource: in [base]/Patient/123 the word "Patient" stays too, so that it still does.
LeafParts ReferenceParts(std::string_view uri);

// The id of an element or a contained resource: a short one only counts ("p1"), a longer one may name somebody.
LeafParts LocalIdParts(std::string_view id);

// Whether a code is one of a published system, so that the words for it are known: as below, without the hosts of
// examples.
bool IsTerminology(std::string_view uri);

// Whether the system of a code or an identifier is one that everybody uses.
bool IsPublicUri(std::string_view uri);

}  // namespace veil::fhir
