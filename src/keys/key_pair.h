#pragma once

#include <cstdint>
#include <string>

#include "base/config_error.h"
#include "base/secret_bytes.h"

namespace veil {

// What a key pair seals. The private half opens, and belongs on no worker.
enum class PairKind : std::uint8_t { kQuarantine, kVault };

// A key pair for libsodium's sealed boxes (X25519), 32 bytes each.
struct KeyPair {
  std::string public_key;
  SecretBytes private_key;
};

// Errors name the file and what would be right; the caller ends with ExitCode::kEnvironment.
ConfigResult<std::string> LoadPublicKey(const std::string& path, PairKind kind);  // 32 bytes
ConfigResult<KeyPair> LoadKeyPair(const std::string& path, PairKind kind);        // from the private file alone

// Makes PATH (mode 0600) and PATH.pub. Existing files are never overwritten.
ConfigResult<void> NewKeyPair(const std::string& path, PairKind kind);

}  // namespace veil
