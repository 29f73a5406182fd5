#include "keys/kms.h"

namespace veil {

Result<std::unique_ptr<KeyWrapper>> MakeKeyWrapper(const KmsOptions& options) {
  if (const auto* vault = std::get_if<VaultOptions>(&options)) return MakeVaultWrapper(*vault);
  if (const auto* pkcs11 = std::get_if<Pkcs11Options>(&options)) return MakePkcs11Wrapper(*pkcs11);
  return Fail(ErrorCode::kConfig, "no KMS is configured: vault or pkcs11");
}

}  // namespace veil
