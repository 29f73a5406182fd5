#pragma once

#include <span>
#include <string_view>

#include "base/phi.h"
#include "base/result.h"
#include "codec/codec.h"
#include "codec/xml_prolog.h"

namespace veil::cda {

// The document with the replacements in their places, each written as its place needs: between tags, in an attribute,
// CDATA, a comment, or in base64 anew. Errors: kEncodeFailed.
Result<PhiString> WriteFields(std::string_view raw, const XmlProlog& prolog, const CodecLimits& limits,
                              const Document& document, std::span<const Replacement> replacements);

}  // namespace veil::cda
