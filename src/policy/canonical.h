#pragma once

#include <string>

#include "policy/policy.h"

namespace veil {

// The policy with everything in one order, as YAML. What is as the default says is left out, so a key that is added to
// the schema later changes no digest.
std::string CanonicalText(const Policy& policy);

// As a policy's file writes them.
Literal BasisWord(Basis basis);
Literal DerivationWord(Derivation derivation);

}  // namespace veil
