#pragma once

#include <span>

#include "base/phi.h"
#include "base/result.h"
#include "codec/json_tree.h"
#include "message/document.h"
#include "message/replacement.h"

namespace veil::fhir {

// `raw` with the replacements spliced in. FHIR has no empty strings, objects and arrays (R4 sections 2.1.18, 2.24.0.1),
// so a value of which nothing is left is taken out of its object or array, and what held nothing else goes with it:
//   - what no table knows, whatever the replacement says;
//   - a string that becomes empty, or loses the whole of an identifier ("Patient/" without an id, a time without a
//   date);
//   - a number that a replacement leaves no JSON number.
// In an array beside which another one stands element by element ("given", "_given") null takes the place.
// Errors: kEncodeFailed for a replacement that fits no field.
Result<PhiString> Encode(PhiView raw, const JsonTree& tree, const Document& document,
                         std::span<const Replacement> replacements);

}  // namespace veil::fhir
