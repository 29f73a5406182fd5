#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/config_error.h"

namespace google::protobuf {
class Message;
class Descriptor;
}  // namespace google::protobuf

namespace veil {

struct YamlOptions {
  // Whether ${NAME} (environment) and ${file:PATH} (its content without the last line end) are replaced in scalars.
  bool interpolate = false;
};

// Fills `message` from a YAML document whose keys are the message's field names. Enum values are written in lower case
// without the type's prefix (DATE_SHIFT_KEYED of enum DateShift: `keyed`). Unknown or repeated keys, wrong types and
// unknown enum words fail with line and column and the nearest word that would be right.
ConfigResult<void> LoadYaml(std::string_view yaml, const std::string& file, const YamlOptions& options,
                            google::protobuf::Message& message);

// The same, with all that is wrong in the order of the document; empty: nothing. What is right is filled in all the
// same.
std::vector<ConfigError> LintYaml(std::string_view yaml, const std::string& file, const YamlOptions& options,
                                  google::protobuf::Message& message);

// The same as LoadYaml from a file. A file that cannot be read is a ConfigError with line 0.
ConfigResult<void> LoadYamlFile(const std::string& path, const YamlOptions& options,
                                google::protobuf::Message& message);

// A commented YAML skeleton of all keys with their types, for `veil config schema`.
std::string YamlSchema(const google::protobuf::Descriptor& descriptor);

}  // namespace veil
