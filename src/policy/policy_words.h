#pragma once

#include "policy/policy.h"

namespace veil {

// Words of policies for people who have not read the schema.
Literal TypeWords(IdentifierType type);  // "names of patients"
Literal ActionWords(ActionKind action, IdentifierType type);
Literal BasisWords(Basis basis);
Literal DerivationWords(Derivation derivation);
Literal OutputWords(PolicyOutput output);
Literal CheckDigitsWords(CheckDigitRule rule);
Literal VaultWords(bool kept);
Literal ProvidersWords(Providers providers);

}  // namespace veil
