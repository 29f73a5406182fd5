#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "keys/key_wrapper.h"

namespace veil {

// A token (HSM, SoftHSM2) behind a PKCS#11 module, with an AES key that never leaves it.
struct Pkcs11Options {
  std::string module;    // "/usr/lib/softhsm/libsofthsm2.so"
  std::string token;     // the token's label
  std::string key;       // the label of an AES key that may encrypt and decrypt
  std::string pin_file;  // the user's PIN: a file, or
  std::string pin_env;   // the environment variable that holds it
};

// Seals with CKM_AES_GCM (PKCS#11 v2.40, 2.12.3), a random 96-bit IV from here and a tag of 128 bits. The module is
// loaded for the life of the wrapper. Errors: kConfig: an option is missing; kIo: the module or token is not there;
// kKey: the PIN or the key is not.
Result<std::unique_ptr<KeyWrapper>> MakePkcs11Wrapper(const Pkcs11Options& options);

}  // namespace veil
