#include "policy/policy.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/yaml_proto.h"
#include "veil/policy.pb.h"

namespace veil {
namespace {

ActionKind ToKind(proto::Action action) {
  switch (action) {
    case proto::ACTION_SURROGATE:
      return ActionKind::kSurrogate;
    case proto::ACTION_SHIFT:
      return ActionKind::kShift;
    case proto::ACTION_GENERALIZE:
      return ActionKind::kGeneralize;
    case proto::ACTION_MASK:
      return ActionKind::kMask;
    case proto::ACTION_KEEP:
      return ActionKind::kKeep;
    default:
      return ActionKind::kRedact;
  }
}

bool Covers(std::string_view rule, std::string_view path) {
  return path.starts_with(rule) && (path.size() == rule.size() || path[rule.size()] == '.');
}

// Whether an action makes sense for a type: only dates can be shifted, and only what has a less precise form
// generalized.
bool Fits(ActionKind action, IdentifierType type) {
  if (action == ActionKind::kShift) return type == IdentifierType::kDate || type == IdentifierType::kYear;
  if (action == ActionKind::kGeneralize) {
    return type == IdentifierType::kDate || type == IdentifierType::kAgeOver89 || type == IdentifierType::kZip;
  }
  return true;
}

class Builder {
 public:
  explicit Builder(std::string file) : file_(std::move(file)) {}

  tl::unexpected<ConfigError> Wrong(std::string what) const {
    return tl::make_unexpected(ConfigError{file_, 0, 0, std::move(what)});
  }

  // Action of each type; NAME stands for the three rows of names.
  ConfigResult<void> Actions(const proto::Policy& source, std::array<ActionKind, kIdentifierTypeCount>& actions) const {
    std::set<IdentifierType> given;
    for (const auto& [word, action] : source.actions()) {
      std::vector<IdentifierType> types;
      if (word == "NAME") {
        types = {IdentifierType::kNamePatient, IdentifierType::kNameRelative, IdentifierType::kNameProvider};
      } else if (const auto type = IdentifierTypeFromName(word)) {
        types = {*type};
      } else {
        return Wrong("actions: '" + word + "' is no identifier type; the words are those of docs/policies.md");
      }
      for (const IdentifierType type : types) {
        if (!Fits(ToKind(action), type)) {
          return Wrong("actions: " + word + " cannot be '" + std::string(ActionKindName(ToKind(action)).view()) + "'");
        }
        if (!given.insert(type).second) return Wrong("actions: " + word + " is given twice");
        actions[static_cast<std::size_t>(type)] = ToKind(action);
      }
    }
    for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
      const auto type = static_cast<IdentifierType>(i);
      if (!given.contains(type)) {
        return Wrong("actions: " + std::string(IdentifierTypeName(type).view()) +
                     " has no action; every type needs one");
      }
    }
    return {};
  }

  // What a legal basis does not allow (45 CFR 164.514(b) and (c)).
  ConfigResult<void> CheckBasis(const proto::Policy& source,
                                const std::array<ActionKind, kIdentifierTypeCount>& actions) const {
    if (source.basis() != proto::BASIS_SAFE_HARBOR) return {};
    if (source.derivation() == proto::DERIVATION_KEYED) {
      return Wrong("basis safe_harbor does not allow derivation keyed (164.514(c)); it takes forbidden");
    }
    for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
      const auto type = static_cast<IdentifierType>(i);
      if (actions[i] == ActionKind::kShift)
        return Wrong("basis safe_harbor does not allow dates to be shifted; use generalize");
      if (actions[i] == ActionKind::kKeep && !MayStay(type)) {
        return Wrong("basis safe_harbor does not allow " + std::string(IdentifierTypeName(type).view()) +
                     " to be kept");
      }
    }
    for (const proto::FieldRule& rule : source.fields()) {
      if (rule.action() == proto::ACTION_KEEP || rule.action() == proto::ACTION_SHIFT) {
        return Wrong("basis safe_harbor does not allow field " + rule.path() + " to be kept or shifted");
      }
    }
    return {};
  }

 private:
  std::string file_;
};

// The policy with everything in one order, whatever its file looked like.
std::string Canonical(const std::string& name, Derivation derivation, int basis,
                      const std::array<ActionKind, kIdentifierTypeCount>& actions,
                      const std::vector<std::pair<std::string, ActionKind>>& fields) {
  std::string text = "veil-policy-1\n" + name + "\n" + std::to_string(static_cast<int>(derivation)) + "\n" +
                     std::to_string(basis) + "\n";
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    text += std::string(IdentifierTypeName(static_cast<IdentifierType>(i)).view()) + "=" +
            std::string(ActionKindName(actions[i]).view()) + "\n";
  }
  for (const auto& [path, action] : fields) text += path + "=" + std::string(ActionKindName(action).view()) + "\n";
  return text;
}

}  // namespace

ConfigResult<Policy> Policy::Load(const std::string& name_or_path, const std::string& folder) {
  const bool is_path = name_or_path.find('/') != std::string::npos || name_or_path.ends_with(".yaml");
  const std::string path = is_path ? name_or_path : folder + "/" + name_or_path + ".yaml";
  proto::Policy source;
  VEIL_TRY(LoadYamlFile(path, {}, source));
  return FromProto(source, path);
}

ConfigResult<Policy> Policy::Parse(std::string_view yaml, const std::string& file) {
  proto::Policy source;
  VEIL_TRY(LoadYaml(yaml, file, {}, source));
  return FromProto(source, file);
}

ConfigResult<Policy> Policy::FromProto(const proto::Policy& source, const std::string& file) {
  const Builder builder(file);
  Policy policy;
  policy.name_ = source.name();
  if (policy.name_.empty()) return builder.Wrong("'name' is missing");
  if (source.derivation() == proto::DERIVATION_UNSPECIFIED)
    return builder.Wrong("'derivation' is missing: forbidden or keyed");
  if (source.basis() == proto::BASIS_UNSPECIFIED) {
    return builder.Wrong("'basis' is missing: safe_harbor, expert_determination or limited_data_set");
  }
  policy.derivation_ = source.derivation() == proto::DERIVATION_KEYED ? Derivation::kKeyed : Derivation::kForbidden;
  VEIL_TRY(builder.Actions(source, policy.actions_));
  VEIL_TRY(builder.CheckBasis(source, policy.actions_));
  for (const proto::FieldRule& rule : source.fields()) {
    if (rule.path().empty()) return builder.Wrong("fields: a rule has no path");
    policy.fields_.emplace_back(rule.path(), ToKind(rule.action()));
  }
  std::sort(policy.fields_.begin(), policy.fields_.end(), [](const auto& a, const auto& b) {
    return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a.first < b.first;
  });
  policy.digest_ =
      Digest::Of(Canonical(policy.name_, policy.derivation_, source.basis(), policy.actions_, policy.fields_));
  return policy;
}

ActionKind Policy::ActionFor(IdentifierType type, std::string_view path) const {
  for (const auto& [rule, action] : fields_) {
    if (Covers(rule, path) && Fits(action, type)) return action;
  }
  return actions_[static_cast<std::size_t>(type)];
}

}  // namespace veil
