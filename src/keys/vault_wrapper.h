#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "base/result.h"
#include "keys/key_wrapper.h"

namespace veil {

// The transit engine of HashiCorp Vault (or OpenBao), as documented under /v1/<mount>/encrypt, decrypt and rewrap.
struct VaultOptions {
  std::string address;                       // "https://vault.example.org:8200"
  std::string mount = "transit";             // where the engine is mounted
  std::string key;                           // the name of the master key there
  std::string name_space;                    // of Vault Enterprise; empty: none
  std::string token_file;                    // read anew for each request, since agents renew it; or
  std::string token_env;                     // the environment variable that holds the token
  std::string ca_file;                       // certificates to trust, PEM; empty: those of the system
  std::chrono::milliseconds timeout{5'000};  // for each of connecting, sending and the answer
};

// The server's certificate and name are always verified; plain http is taken for loopback addresses alone. An answer of
// 5xx or none at all is tried again, twice. Errors: kConfig: an option is not usable.
Result<std::unique_ptr<KeyWrapper>> MakeVaultWrapper(const VaultOptions& options);

}  // namespace veil
