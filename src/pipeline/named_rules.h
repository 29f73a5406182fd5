#pragma once

#include "codec/codec.h"
#include "policy/policy.h"

namespace veil {

// The options of the codecs under a policy: what it says of columns and members goes before what the options say.
CodecOptions UnderPolicy(CodecOptions options, const Policy& policy);

}  // namespace veil
