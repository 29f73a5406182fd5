#pragma once

#include <string>

#include "base/config_error.h"
#include "keys/kms.h"

namespace veil {

namespace proto {
class KmsConfig;
}

// Turns the message into options; what is wrong with it, empty if nothing.
std::string ReadKms(const proto::KmsConfig& source, KmsOptions& options);

// The same from a YAML file.
ConfigResult<KmsOptions> LoadKmsFile(const std::string& path);

}  // namespace veil
