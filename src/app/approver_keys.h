#pragma once

#include <string>

#include "base/config_error.h"
#include "base/secret_bytes.h"

namespace veil {

// The private half of an approver's key pair (Ed25519): a file with the line "veil-approver-private-key-1:" and the
// 32 bytes of the seed in Base64 (RFC 4648 section 4). Errors name the file and what would be right.
ConfigResult<SecretBytes> LoadApproverSeed(const std::string& path);

// Makes a pair: `path` with mode 0600, and PATH.pub with the line for approvers.yaml. An existing file is never
// overwritten.
ConfigResult<void> NewApproverKeys(const std::string& path);

}  // namespace veil
