#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "codec/json_tree.h"
#include "message/document.h"

namespace veil::fhir {

// Which record numbers Patient.link makes one patient's (R4 section 8.1.4: replaced-by, replaces). The other patient is
// known by the identifier of the Reference, or by the resource itself where it is in the same message; a reference that
// leads out of the message names nobody.
std::vector<Merge> LinksOf(std::string_view raw, const JsonTree& tree, std::span<const Field> fields);

}  // namespace veil::fhir
