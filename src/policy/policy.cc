#include "policy/policy.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

#include "base/yaml_place.h"
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
    return type == IdentifierType::kDate || type == IdentifierType::kYear || type == IdentifierType::kAgeOver89 ||
           type == IdentifierType::kZip;
  }
  return true;
}

struct NamedWord {
  std::string_view word;
  NamedClass named_class;
};
constexpr std::array<NamedWord, 3> kNamedWords = {
    {{"free_text", NamedClass::kFreeText}, {"safe", NamedClass::kSafe}, {"unknown", NamedClass::kUnknown}}};
// By NamedPart.
constexpr std::array<std::string_view, 5> kNamedParts = {"", "family", "given", "middle", "suffix"};

// "free_text", "MRN", "NAME_PATIENT/given"; nothing for any other word.
std::optional<NamedRule> ReadNamedRule(const std::string& name, std::string_view word) {
  NamedRule rule;
  rule.name = name;
  for (const NamedWord& known : kNamedWords) {
    rule.named_class = known.named_class;
    if (known.word == word) return rule;
  }
  const std::size_t slash = word.find('/');
  const auto type = IdentifierTypeFromName(word.substr(0, slash));
  if (!type || *type == IdentifierType::kUnknown) return std::nullopt;
  rule.named_class = NamedClass::kIdentifier;
  rule.type = *type;
  if (slash == std::string_view::npos) return rule;
  const auto* part = std::find(kNamedParts.begin() + 1, kNamedParts.end(), word.substr(slash + 1));
  if (part == kNamedParts.end() || !IsName(*type)) return std::nullopt;
  rule.part = static_cast<NamedPart>(part - kNamedParts.begin());
  return rule;
}

std::string NamedText(std::string_view kind, const std::vector<NamedRule>& rules) {
  std::string text;
  for (const NamedRule& rule : rules) {
    text += std::string(kind) + " " + rule.name + "=" + std::to_string(static_cast<int>(rule.named_class)) + " " +
            std::string(IdentifierTypeName(rule.type).view()) + " " + std::to_string(static_cast<int>(rule.part)) +
            "\n";
  }
  return text;
}

class Builder {
 public:
  Builder(std::string_view yaml, const std::string& file) : yaml_(yaml), file_(file) {}

  // An error at the value of a key.
  tl::unexpected<ConfigError> Wrong(std::string_view key, std::string what) const {
    return tl::make_unexpected(ErrorAt(yaml_, file_, key, std::move(what)));
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
        return Wrong("actions." + word,
                     "'" + word + "' is no identifier type; the words are those of docs/policies.md");
      }
      for (const IdentifierType type : types) {
        if (!Fits(ToKind(action), type)) {
          return Wrong("actions." + word,
                       word + " cannot be '" + std::string(ActionKindName(ToKind(action)).view()) + "'");
        }
        if (!given.insert(type).second) return Wrong("actions." + word, word + " is given twice");
        actions[static_cast<std::size_t>(type)] = ToKind(action);
      }
    }
    for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
      const auto type = static_cast<IdentifierType>(i);
      if (!given.contains(type)) {
        return Wrong("actions", std::string(IdentifierTypeName(type).view()) + " has no action; every type needs one");
      }
    }
    return {};
  }

  // What a legal basis does not allow (45 CFR 164.514(b) and (c)).
  ConfigResult<void> CheckBasis(const proto::Policy& source,
                                const std::array<ActionKind, kIdentifierTypeCount>& actions) const {
    if (source.basis() != proto::BASIS_SAFE_HARBOR) return {};
    if (source.derivation() == proto::DERIVATION_KEYED) {
      return Wrong("derivation", "basis safe_harbor does not allow derivation keyed (164.514(c)); it takes forbidden");
    }
    for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
      const auto type = static_cast<IdentifierType>(i);
      const std::string word(IdentifierTypeName(type).view());
      if (actions[i] == ActionKind::kShift) {
        return Wrong("actions." + word, "basis safe_harbor does not allow dates to be shifted; use generalize");
      }
      if (actions[i] == ActionKind::kKeep && !MayStay(type)) {
        const std::string key = "actions." + (IsName(type) && !source.actions().contains(word) ? "NAME" : word);
        return Wrong(key, "basis safe_harbor does not allow " + word + " to be kept");
      }
    }
    for (const proto::FieldRule& rule : source.fields()) {
      if (rule.action() == proto::ACTION_KEEP || rule.action() == proto::ACTION_SHIFT) {
        return Wrong("fields", "basis safe_harbor does not allow field " + rule.path() + " to be kept or shifted");
      }
    }
    return {};
  }

  // The rows of a map of names, in order.
  ConfigResult<std::vector<NamedRule>> Named(const google::protobuf::Map<std::string, std::string>& source,
                                             const std::string& key) const {
    std::vector<NamedRule> rules;
    for (const auto& [name, word] : source) {
      const auto rule = ReadNamedRule(name, word);
      if (!rule) {
        return Wrong(key + "." + name, "'" + word +
                                           "' is none of: an identifier type (for a name also with /family, /given, "
                                           "/middle or /suffix), free_text, safe, unknown");
      }
      rules.push_back(*rule);
    }
    std::sort(rules.begin(), rules.end(), [](const NamedRule& a, const NamedRule& b) { return a.name < b.name; });
    return rules;
  }

 private:
  std::string_view yaml_;
  const std::string& file_;
};

// The policy with everything in one order, whatever its file looked like.
std::string Canonical(const std::string& name, Derivation derivation, int basis,
                      const std::array<ActionKind, kIdentifierTypeCount>& actions,
                      const std::vector<std::pair<std::string, ActionKind>>& fields,
                      const std::vector<NamedRule>& columns, const std::vector<NamedRule>& members,
                      CheckDigitRule check_digits) {
  std::string text = "veil-policy-1\n" + name + "\n" + std::to_string(static_cast<int>(derivation)) + "\n" +
                     std::to_string(basis) + "\n";
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    text += std::string(IdentifierTypeName(static_cast<IdentifierType>(i)).view()) + "=" +
            std::string(ActionKindName(actions[i]).view()) + "\n";
  }
  for (const auto& [path, action] : fields) text += path + "=" + std::string(ActionKindName(action).view()) + "\n";
  text += NamedText("column", columns) + NamedText("member", members);
  if (check_digits == CheckDigitRule::kInvalid) text += "check_digits=invalid\n";
  return text;
}

}  // namespace

ConfigResult<Policy> Policy::Load(const std::string& name_or_path, const std::string& folder) {
  const bool is_path = name_or_path.find('/') != std::string::npos || name_or_path.ends_with(".yaml");
  const std::string path = is_path ? name_or_path : folder + "/" + name_or_path + ".yaml";
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  if (!in || !(content << in.rdbuf())) return tl::make_unexpected(ConfigError{path, 0, 0, "cannot be read"});
  return Parse(content.str(), path);
}

ConfigResult<Policy> Policy::Parse(std::string_view yaml, const std::string& file) {
  proto::Policy source;
  VEIL_TRY(LoadYaml(yaml, file, {}, source));
  return FromProto(source, yaml, file);
}

ConfigResult<Policy> Policy::FromProto(const proto::Policy& source, std::string_view yaml, const std::string& file) {
  const Builder builder(yaml, file);
  Policy policy;
  policy.name_ = source.name();
  if (policy.name_.empty()) return builder.Wrong("name", "'name' is missing");
  if (source.derivation() == proto::DERIVATION_UNSPECIFIED)
    return builder.Wrong("derivation", "'derivation' is missing: forbidden or keyed");
  if (source.basis() == proto::BASIS_UNSPECIFIED) {
    return builder.Wrong("basis", "'basis' is missing: safe_harbor, expert_determination or limited_data_set");
  }
  policy.derivation_ = source.derivation() == proto::DERIVATION_KEYED ? Derivation::kKeyed : Derivation::kForbidden;
  policy.check_digits_ =
      source.check_digits() == proto::CHECK_DIGITS_INVALID ? CheckDigitRule::kInvalid : CheckDigitRule::kValid;
  VEIL_TRY(builder.Actions(source, policy.actions_));
  VEIL_TRY(builder.CheckBasis(source, policy.actions_));
  for (const proto::FieldRule& rule : source.fields()) {
    if (rule.path().empty()) return builder.Wrong("fields", "a rule has no path");
    policy.fields_.emplace_back(rule.path(), ToKind(rule.action()));
  }
  std::sort(policy.fields_.begin(), policy.fields_.end(), [](const auto& a, const auto& b) {
    return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a.first < b.first;
  });
  VEIL_ASSIGN(policy.columns_, builder.Named(source.columns(), "columns"));
  VEIL_ASSIGN(policy.members_, builder.Named(source.members(), "members"));
  policy.digest_ = Digest::Of(Canonical(policy.name_, policy.derivation_, source.basis(), policy.actions_,
                                        policy.fields_, policy.columns_, policy.members_, policy.check_digits_));
  return policy;
}

ActionKind Policy::ActionFor(IdentifierType type, std::string_view path) const {
  for (const auto& [rule, action] : fields_) {
    if (Covers(rule, path) && Fits(action, type)) return action;
  }
  return actions_[static_cast<std::size_t>(type)];
}

}  // namespace veil
