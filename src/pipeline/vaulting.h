#pragma once

#include <span>
#include <string>

#include "base/action_kind.h"
#include "base/result.h"
#include "message/document.h"
#include "message/finding.h"
#include "message/replacement.h"
#include "message/subject.h"
#include "vault/vault_record.h"

namespace veil {

// What the surrogates and shifted dates of a message stand for, sealed to `key`. What was redacted, masked or
// generalized is many to one and cannot be turned back, so it is not in it. Empty: there is
// nothing. Errors: kInternal.
Result<std::string> SealedVault(const Document& document, std::span<const Finding> findings,
                                std::span<const ActionKind> actions, std::span<const Replacement> replacements,
                                const Subject& subject, const VaultKey& key);

}  // namespace veil
