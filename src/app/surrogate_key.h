#pragma once

#include <cstdint>

#include "base/config_error.h"
#include "base/digest.h"
#include "keys/key_source.h"
#include "pipeline/deidentifier.h"

namespace veil {

// Where the secret behind the surrogates is, and which of its epochs is meant; 0: the newest.
struct SurrogateKeySource {
  KeySource source;
  std::uint32_t epoch = 0;
};

// A key and its id, which receipts and the ledger name.
struct LoadedSurrogateKey {
  SurrogateKey key;
  Digest id;
};

// Errors as those of LoadKeyRing; also that the epoch is not there or was shredded.
ConfigResult<LoadedSurrogateKey> LoadSurrogateKey(const SurrogateKeySource& source);

}  // namespace veil
