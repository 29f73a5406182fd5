#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret_bytes.h"

namespace veil {

// A key management system that keeps a master key to itself: it seals small secrets under it and opens them again, so
// that a file of sealed keys is worth nothing without it. Implementations: HashiCorp Vault's transit engine over HTTP,
// a token behind PKCS#11. Used by one thread.
class KeyWrapper {
 public:
  virtual ~KeyWrapper() = default;

  // `secret` sealed, as printable ASCII without blanks. Errors: kKey: it refuses this user or this key; kIo: it cannot
  // be reached.
  virtual Result<std::string> Wrap(const SecretBytes& secret) = 0;

  // The inverse. Errors: as Wrap; kKey also when `wrapped` was sealed under another master key or has been changed.
  virtual Result<SecretBytes> Unwrap(std::string_view wrapped) = 0;

  // The same secret, sealed under the newest version of the master key; it does not leave the system where that can do
  // so by itself.
  virtual Result<std::string> Rewrap(std::string_view wrapped) = 0;
};

}  // namespace veil
