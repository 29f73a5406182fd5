#include "policy/policy.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "base/nearest_word.h"
#include "policy/canonical.h"
#include "policy/policy_reader.h"

namespace veil {
namespace {

bool Covers(std::string_view rule, std::string_view path) {
  return path.starts_with(rule) && (path.size() == rule.size() || path[rule.size()] == '.');
}

struct PolicyFile {
  std::string path;
  std::string yaml;
};

// What the folder holds, for whoever misspelt a name.
std::string NearestName(const std::string& name, const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".yaml") names.push_back(at->path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names.empty() ? "" : NearestWord(name, names);
}

ConfigResult<PolicyFile> Read(const std::string& name_or_path, const std::string& folder) {
  const bool is_path = name_or_path.find('/') != std::string::npos || name_or_path.ends_with(".yaml");
  const std::string path = is_path ? name_or_path : folder + "/" + name_or_path + ".yaml";
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  if (in && (content << in.rdbuf())) return PolicyFile{path, content.str()};
  return tl::make_unexpected(
      ConfigError{path, 0, 0, "cannot be read" + (is_path ? "" : NearestName(name_or_path, folder))});
}

}  // namespace

ConfigResult<Policy> Policy::Load(const std::string& name_or_path, const std::string& folder) {
  VEIL_ASSIGN(const PolicyFile file, Read(name_or_path, folder));
  return Parse(file.yaml, file.path);
}

ConfigResult<Policy> Policy::Parse(std::string_view yaml, const std::string& file) {
  PolicyReader reader(yaml, file);
  std::optional<Policy> policy = reader.Read();
  if (!policy) return tl::make_unexpected(reader.errors().front());
  policy->canonical_ = CanonicalText(*policy);
  policy->digest_ = Digest::Of(policy->canonical_);
  return std::move(*policy);
}

std::vector<ConfigError> Policy::Lint(const std::string& name_or_path, const std::string& folder) {
  const auto file = Read(name_or_path, folder);
  if (!file) return {file.error()};
  PolicyReader reader(file->yaml, file->path);
  reader.Read();
  return reader.errors();
}

ActionKind Policy::ActionFor(IdentifierType type, std::string_view path) const {
  return FieldRuleFor(type, path).value_or(actions_[static_cast<std::size_t>(type)]);
}

std::optional<ActionKind> Policy::FieldRuleFor(IdentifierType type, std::string_view path) const {
  for (const auto& [rule, action] : fields_) {
    if (Covers(rule, path) && Fits(action, type)) return action;
  }
  return std::nullopt;
}

}  // namespace veil
