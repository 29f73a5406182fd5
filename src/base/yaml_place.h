#pragma once

#include <string>
#include <string_view>

#include "base/config_error.h"

namespace veil {

// An error at the value of a key ("kafka.brokers"; "fields.0.path" in a list; in a map, the rest of the path may hold
// dots) of a YAML document, or at the nearest key above it that is there.
ConfigError ErrorAt(std::string_view yaml, const std::string& file, std::string_view key, std::string what);

// The same where the key itself is wrong.
ConfigError ErrorAtKey(std::string_view yaml, const std::string& file, std::string_view key, std::string what);

}  // namespace veil
