#pragma once

#include <span>
#include <string_view>

#include "base/phi.h"
#include "base/result.h"
#include "codec/hl7v2_envelope.h"
#include "message/document.h"
#include "message/replacement.h"

namespace veil::hl7v2 {

// `raw` with the replacements in their places, written with the charset and the delimiters that hold there. Text that
// stands in base64 is written anew, whole. Errors: kEncodeFailed.
Result<PhiString> WriteFields(std::string_view raw, const Envelope& envelope, const Document& document,
                              std::span<const Replacement> replacements);

}  // namespace veil::hl7v2
