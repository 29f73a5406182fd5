#include "base/yaml_place.h"

#include <yaml-cpp/yaml.h>

namespace veil {
namespace {

// The node below `node` whose key is all of `key`, or begins it.
YAML::Node Below(const YAML::Node& node, std::string_view& key) {
  for (const auto& pair : node) {
    const std::string& name = pair.first.Scalar();
    const bool begins = key.starts_with(name) && key.size() > name.size() && key[name.size()] == '.';
    if (key != name && !begins) continue;
    key.remove_prefix(key == name ? name.size() : name.size() + 1);
    return pair.second;
  }
  key = {};
  return {};
}

}  // namespace

ConfigError ErrorAt(std::string_view yaml, const std::string& file, std::string_view key, std::string what) {
  ConfigError error{file, 1, 1, std::string(key) + ": " + std::move(what)};
  try {
    YAML::Node node = YAML::Load(std::string(yaml));
    while (!key.empty() && node.IsMap()) {
      const YAML::Node next = Below(node, key);
      if (!next.IsDefined() || next.IsNull()) break;
      node.reset(next);
      error.line = node.Mark().line + 1;
      error.column = node.Mark().column + 1;
    }
  } catch (const YAML::Exception&) {
    // The document was read before; without a place the error still names the key.
  }
  return error;
}

}  // namespace veil
