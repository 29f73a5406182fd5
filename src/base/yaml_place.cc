#include "base/yaml_place.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>

namespace veil {
namespace {

// A value, and the key that it stands under (an item of a list is its own key).
struct Named {
  YAML::Node key;
  YAML::Node value;
};

// The item of a list whose number all of `key` is, or begins it.
Named Item(const YAML::Node& list, std::string_view& key) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  const auto size = static_cast<std::size_t>(end - key.data());
  if (error != std::errc{} || number >= list.size()) return {};
  key.remove_prefix(std::min(key.size(), size + 1));
  return {list[number], list[number]};
}

// The node below `node` whose key is all of `key`, or begins it.
Named Below(const YAML::Node& node, std::string_view& key) {
  if (node.IsSequence()) return Item(node, key);
  for (const auto& pair : node) {
    const std::string& name = pair.first.Scalar();
    const bool begins = key.starts_with(name) && key.size() > name.size() && key[name.size()] == '.';
    if (key != name && !begins) continue;
    key.remove_prefix(key == name ? name.size() : name.size() + 1);
    return {pair.first, pair.second};
  }
  return {};
}

ConfigError At(std::string_view yaml, const std::string& file, std::string_view key, std::string what, bool at_key) {
  ConfigError error{file, 1, 1, std::string(key) + ": " + std::move(what)};
  try {
    YAML::Node node = YAML::Load(std::string(yaml));
    while (!key.empty() && (node.IsMap() || node.IsSequence())) {
      const Named next = Below(node, key);
      if (!next.value.IsDefined() || next.value.IsNull()) break;
      node.reset(next.value);
      const YAML::Mark mark = at_key && key.empty() ? next.key.Mark() : node.Mark();
      error.line = mark.line + 1;
      error.column = mark.column + 1;
    }
  } catch (const YAML::Exception&) {
    // The document was read before; without a place the error still names the key.
  }
  return error;
}

}  // namespace

ConfigError ErrorAt(std::string_view yaml, const std::string& file, std::string_view key, std::string what) {
  return At(yaml, file, key, std::move(what), false);
}

ConfigError ErrorAtKey(std::string_view yaml, const std::string& file, std::string_view key, std::string what) {
  return At(yaml, file, key, std::move(what), true);
}

}  // namespace veil
