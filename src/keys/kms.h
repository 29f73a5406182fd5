#pragma once

#include <memory>
#include <variant>

#include "keys/key_wrapper.h"
#include "keys/pkcs11_wrapper.h"
#include "keys/vault_wrapper.h"

namespace veil {

// Which key management system wraps the keys; none: they stand in their file as they are.
using KmsOptions = std::variant<std::monostate, VaultOptions, Pkcs11Options>;

// Errors: those of the wrappers; kConfig when no system is named.
Result<std::unique_ptr<KeyWrapper>> MakeKeyWrapper(const KmsOptions& options);

}  // namespace veil
