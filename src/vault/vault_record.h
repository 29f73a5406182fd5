#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/identifier_type.h"
#include "base/phi.h"
#include "base/result.h"
#include "message/subject.h"

namespace veil {

// What one surrogate stands for.
struct VaultEntry {
  IdentifierType type = IdentifierType::kUnknown;
  PhiString original;
  PhiString surrogate;

  bool operator==(const VaultEntry&) const = default;
};

// The public half of the vault key: seals, cannot open. X25519, 32 bytes.
class VaultKey {
 public:
  static constexpr std::size_t kSize = 32;

  // Errors: kKey when `bytes` has another size.
  static Result<VaultKey> FromBytes(std::string_view bytes);

  const std::string& bytes() const { return bytes_; }

 private:
  explicit VaultKey(std::string_view bytes) : bytes_(bytes) {}
  std::string bytes_;
};

// The entries sealed to `key`, in the container of docs/formats/vault.md: a libsodium sealed box (X25519,
// XSalsa20-Poly1305) whose one-time key is drawn from the subject's seed and the entries instead of from the system, so
// that the same message gives the same bytes and nothing here needs chance. Errors: kInternal when libsodium fails.
Result<std::string> SealVault(const std::vector<VaultEntry>& entries, const Subject& subject, const VaultKey& key);

// The inverse, with the private half (32 bytes). Errors: kMalformed when `sealed` is no container; kKey when this key
// does not open it.
Result<std::vector<VaultEntry>> UnsealVault(std::string_view sealed, std::string_view private_key);

}  // namespace veil
