#include "app/vault_option.h"

#include "base/check.h"
#include "keys/key_pair.h"

namespace veil {

ConfigResult<std::optional<VaultKey>> LoadVaultKey(const std::string& path, const Policy& policy) {
  if (path.empty() && policy.keeps_vault()) {
    return tl::make_unexpected(ConfigError{
        policy.name(), 0, 0, "the policy keeps a vault, for which there is no key; `veil key new --vault` makes one"});
  }
  if (path.empty()) return std::nullopt;
  VEIL_ASSIGN(const std::string bytes, LoadPublicKey(path, PairKind::kVault));
  auto key = VaultKey::FromBytes(bytes);
  VEIL_CHECK(key.has_value());
  return std::move(*key);
}

}  // namespace veil
