#pragma once

#include <cstdint>
#include <string>

#include "base/config_error.h"
#include "keys/key_ring.h"
#include "keys/kms.h"

namespace veil {

// Where a key ring is: in a file, in an environment variable, or in a file whose keys a KMS has wrapped. One of the
// three is given.
struct KeySource {
  std::string file;
  std::string env;  // a variable's name; its value is overwritten once it is read
  std::string wrapped;
  KmsOptions kms;  // for `wrapped`

  bool empty() const { return file.empty() && env.empty() && wrapped.empty(); }
};

// The ring with all keys unwrapped. Errors name the file or the variable and what would be right; the caller ends with
// ExitCode::kEnvironment.
ConfigResult<KeyRing> LoadKeyRing(const KeySource& source, RingKind kind);

}  // namespace veil
