#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/config_error.h"
#include "base/result.h"
#include "message/outcome.h"

namespace veil {

// A record of the vault as it is kept: what is outside the box says which clean message it belongs to.
struct StoredVault {
  std::string clean;   // SHA-256 of the clean message's bytes, hexadecimal
  std::string key;     // its record key
  std::string sealed;  // vault/vault_record.h
};

// A vault as a file with one line of JSON a clean message (docs/formats/vault.md). Lines are added at its end; the file
// is made if need be, with mode 0600.
class VaultFile {
 public:
  static ConfigResult<VaultFile> Open(const std::string& path);
  // The record of a clean message, if it has one. Threads may add at once. Errors: kIo.
  Result<void> Add(const CleanMessage& clean);

 private:
  explicit VaultFile(std::FILE* file) : file_(file, &std::fclose) {}

  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

// Gives each record of a file. Errors: kIo; kMalformed, with the number of the line.
Result<void> ReadVaultFile(const std::string& path, const std::function<Result<void>(const StoredVault&)>& take);

}  // namespace veil
