#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/config_error.h"
#include "pipeline/deidentifier.h"

namespace veil {

// Bytes that are overwritten when they are no longer needed.
class SecretBytes {
 public:
  explicit SecretBytes(std::string bytes) : bytes_(std::move(bytes)) {}
  ~SecretBytes();
  SecretBytes(SecretBytes&& other) noexcept : bytes_(std::move(other.bytes_)) { other.bytes_.clear(); }
  SecretBytes& operator=(SecretBytes&&) = delete;

  std::string_view view() const { return bytes_; }

 private:
  std::string bytes_;
};

// A key pair for libsodium's sealed boxes (X25519), 32 bytes each.
struct QuarantineKeys {
  std::string public_key;
  SecretBytes private_key;
};

// Key files. Those that Veil makes hold one line, "veil-<kind>-key-1:" and the key in Base64 (RFC 4648 section 4); the
// kinds are surrogate, quarantine-public and quarantine-private, so one cannot be taken for another. A surrogate key
// may also be a file of 32 to 4096 bytes of the operator's own making, taken as it is, line end included.
//
// Errors of the Load functions name the file and what would be right; the caller ends with ExitCode::kEnvironment. A
// secret that users other than its owner can read is taken, with a warning in the log.
ConfigResult<SurrogateKey> LoadSurrogateKey(const std::string& path);
ConfigResult<std::string> LoadQuarantinePublicKey(const std::string& path);  // 32 bytes
ConfigResult<QuarantineKeys> LoadQuarantineKeys(const std::string& path);    // from the private file alone

// Make new keys from the system's random source. The secret's file has mode 0600; an existing file is never
// overwritten. Errors: the file exists, or cannot be written.
ConfigResult<void> NewSurrogateKey(const std::string& path);
ConfigResult<void> NewQuarantineKeys(const std::string& path);  // and PATH.pub

}  // namespace veil
