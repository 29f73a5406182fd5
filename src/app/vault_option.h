#pragma once

#include <optional>
#include <string>

#include "base/config_error.h"
#include "policy/policy.h"
#include "vault/vault_record.h"

namespace veil {

// The public vault key in `path`; none if it is empty. Errors: as LoadPublicKey; also that `policy` keeps a vault and
// there is no key for it.
ConfigResult<std::optional<VaultKey>> LoadVaultKey(const std::string& path, const Policy& policy);

}  // namespace veil
