#include "policy/policy_reader.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/fold.h"
#include "base/nearest_word.h"
#include "base/yaml_place.h"
#include "base/yaml_proto.h"
#include "policy/canonical.h"
#include "veil/policy.pb.h"

namespace veil {
namespace {

// Of a column or member: YAML takes no longer keys without further marks.
constexpr std::size_t kNameBytesMax = 512;

std::string TypeWord(IdentifierType type) { return std::string(IdentifierTypeName(type).view()); }

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

Basis ToBasis(proto::Basis basis) {
  switch (basis) {
    case proto::BASIS_SAFE_HARBOR:
      return Basis::kSafeHarbor;
    case proto::BASIS_EXPERT_DETERMINATION:
      return Basis::kExpertDetermination;
    case proto::BASIS_LIMITED_DATA_SET:
      return Basis::kLimitedDataSet;
    default:
      return Basis::kNone;
  }
}

// What a basis lets stay. Of the identifiers that 45 CFR 164.514(e)(2) does not list, the name of a facility may be
// that of an employer, which it does.
bool MayKeep(Basis basis, IdentifierType type) {
  if (basis == Basis::kExpertDetermination || MayStay(type)) return true;
  if (basis == Basis::kSafeHarbor) return false;
  return type == IdentifierType::kDate || type == IdentifierType::kCity || type == IdentifierType::kZip ||
         type == IdentifierType::kAgeOver89 || type == IdentifierType::kId;
}

std::vector<std::string> ActionWords() {
  std::vector<std::string> words = {"NAME"};
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) words.push_back(TypeWord(static_cast<IdentifierType>(i)));
  return words;
}

// NAME stands for the three rows of names.
std::vector<IdentifierType> TypesOf(const std::string& word) {
  if (word == "NAME") {
    return {IdentifierType::kNamePatient, IdentifierType::kNameRelative, IdentifierType::kNameProvider};
  }
  if (const auto type = IdentifierTypeFromName(word)) return {*type};
  return {};
}

// All that a column or member may be called.
const std::vector<NamedRule>& NamedRules() {
  static const std::vector<NamedRule> kRules = [] {
    std::vector<NamedRule> rules = {{"", NamedClass::kFreeText}, {"", NamedClass::kSafe}, {"", NamedClass::kUnknown}};
    for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
      const auto type = static_cast<IdentifierType>(i);
      if (type == IdentifierType::kUnknown) continue;
      for (const auto part :
           {NamedPart::kWhole, NamedPart::kFamily, NamedPart::kGiven, NamedPart::kMiddle, NamedPart::kSuffix}) {
        if (part == NamedPart::kWhole || IsName(type)) rules.push_back({"", NamedClass::kIdentifier, type, part});
      }
    }
    return rules;
  }();
  return kRules;
}

// NAME alone is a patient's.
std::optional<NamedRule> NamedRuleOf(const std::string& word) {
  const std::string whole = word == "NAME" || word.starts_with("NAME/") ? "NAME_PATIENT" + word.substr(4) : word;
  for (const NamedRule& rule : NamedRules()) {
    if (NamedRuleWord(rule) == whole) return rule;
  }
  return std::nullopt;
}

std::string NearestNamedWord(const std::string& word) {
  std::vector<std::string> words;
  for (const NamedRule& rule : NamedRules()) words.push_back(NamedRuleWord(rule));
  return NearestWord(word, words);
}

}  // namespace

bool Fits(ActionKind action, IdentifierType type) {
  if (action == ActionKind::kShift) return type == IdentifierType::kDate || type == IdentifierType::kYear;
  if (action == ActionKind::kGeneralize) {
    return type == IdentifierType::kDate || type == IdentifierType::kYear || type == IdentifierType::kAgeOver89 ||
           type == IdentifierType::kZip;
  }
  return true;
}

std::optional<Policy> PolicyReader::Read() {
  std::size_t bad = 0;
  if (!IsUtf8(yaml_, &bad)) {
    const auto line = 1 + std::count(yaml_.begin(), yaml_.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
    errors_ = {ConfigError{file_, static_cast<int>(line), 1, "is not UTF-8"}};
    return std::nullopt;
  }
  proto::Policy source;
  errors_ = LintYaml(yaml_, file_, {}, source);
  if (!errors_.empty()) return std::nullopt;
  ReadHead(source);
  if (policy_.output_ == PolicyOutput::kNone) {
    RefuseWhatNeedsOutput(source);
    policy_.actions_.fill(ActionKind::kKeep);
  } else {
    ReadActions(source);
    ReadFields(source);
    CheckBasis(source);
  }
  ReadNamed(source);
  SortErrors();
  if (policy_.output_ == PolicyOutput::kClean) CheckAllGiven();
  if (!errors_.empty()) return std::nullopt;
  return std::move(policy_);
}

void PolicyReader::ReadHead(const proto::Policy& source) {
  policy_.name_ = source.name();
  policy_.output_ = source.output() == proto::OUTPUT_NONE ? PolicyOutput::kNone : PolicyOutput::kClean;
  policy_.providers_ = source.providers() == proto::PROVIDERS_KEPT ? Providers::kKept : Providers::kReplaced;
  policy_.derivation_ = source.derivation() == proto::DERIVATION_KEYED ? Derivation::kKeyed : Derivation::kForbidden;
  policy_.basis_ = ToBasis(source.basis());
  policy_.keeps_vault_ = source.vault() == proto::VAULT_ON;
  policy_.check_digits_ =
      source.check_digits() == proto::CHECK_DIGITS_INVALID ? CheckDigitRule::kInvalid : CheckDigitRule::kValid;
  if (policy_.name_.empty()) Wrong("name", "'name' is missing");
  if (policy_.output_ == PolicyOutput::kNone) return;
  if (source.derivation() == proto::DERIVATION_UNSPECIFIED) {
    Wrong("derivation", "'derivation' is missing: forbidden or keyed");
  }
  if (policy_.basis_ == Basis::kNone) {
    Wrong("basis", "'basis' is missing: safe_harbor, expert_determination or limited_data_set");
  }
}

void PolicyReader::RefuseWhatNeedsOutput(const proto::Policy& source) {
  const auto refuse = [this](bool given, const char* key) {
    if (given) WrongKey(key, "a policy with output none publishes nothing, so it has no '" + std::string(key) + "'");
  };
  refuse(source.basis() != proto::BASIS_UNSPECIFIED, "basis");
  refuse(source.derivation() != proto::DERIVATION_UNSPECIFIED, "derivation");
  refuse(source.providers() != proto::PROVIDERS_UNSPECIFIED, "providers");
  refuse(source.check_digits() != proto::CHECK_DIGITS_UNSPECIFIED, "check_digits");
  refuse(source.vault() != proto::VAULT_UNSPECIFIED, "vault");
  refuse(!source.actions().empty(), "actions");
  refuse(!source.fields().empty(), "fields");
}

void PolicyReader::ReadActions(const proto::Policy& source) {
  for (const auto& [word, action] : source.actions()) {
    const std::vector<IdentifierType> types = TypesOf(word);
    const ActionKind kind = ToKind(action);
    if (types.empty()) {
      WrongKey("actions." + word, "'" + word + "' is no identifier type" + NearestWord(word, ActionWords()));
    }
    for (const IdentifierType type : types) {
      if (!Fits(kind, type)) {
        Wrong("actions." + word, word + " cannot be '" + std::string(ActionKindName(kind).view()) + "'");
        types_given_.insert(types.begin(), types.end());
        break;
      }
      if (!types_given_.insert(type).second) {
        WrongKey("actions." + word, TypeWord(type) + " is given twice");
        break;
      }
      policy_.actions_[static_cast<std::size_t>(type)] = kind;
    }
  }
}

// Last, since what is missing may stand there misspelt.
void PolicyReader::CheckAllGiven() {
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const auto type = static_cast<IdentifierType>(i);
    if (!types_given_.contains(type)) WrongKey("actions", TypeWord(type) + " has no action; every type needs one");
  }
}

void PolicyReader::ReadFields(const proto::Policy& source) {
  std::set<std::string> paths;
  for (int i = 0; i < source.fields_size(); ++i) {
    const proto::FieldRule& rule = source.fields(i);
    const std::string key = "fields." + std::to_string(i);
    if (rule.path().empty()) Wrong(key, "a rule has no path");
    if (rule.action() == proto::ACTION_UNSPECIFIED) Wrong(key, "a rule has no action");
    if (!paths.insert(rule.path()).second) Wrong(key + ".path", rule.path() + " is given twice");
    policy_.fields_.emplace_back(rule.path(), ToKind(rule.action()));
  }
  std::sort(policy_.fields_.begin(), policy_.fields_.end(), [](const auto& a, const auto& b) {
    return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a.first < b.first;
  });
}

void PolicyReader::ReadNamed(const proto::Policy& source) {
  const auto read = [this](const auto& given, const std::string& key, std::vector<NamedRule>& rules) {
    for (const auto& [name, word] : given) {
      if (name.size() > kNameBytesMax) WrongKey(key, "holds a name of more than 512 bytes");
      auto rule = NamedRuleOf(word);
      if (!rule) {
        Wrong(key + "." + name, "'" + word +
                                    "' is none of: an identifier type (for a name also with /family, /given, /middle "
                                    "or /suffix), free_text, safe, unknown" +
                                    NearestNamedWord(word));
        continue;
      }
      rule->name = name;
      rules.push_back(std::move(*rule));
    }
    std::sort(rules.begin(), rules.end(), [](const NamedRule& a, const NamedRule& b) { return a.name < b.name; });
  };
  read(source.columns(), "columns", policy_.columns_);
  read(source.members(), "members", policy_.members_);
}

// What a legal basis does not allow (45 CFR 164.514(b), (c) and (e)).
void PolicyReader::CheckBasis(const proto::Policy& source) {
  const bool safe_harbor = policy_.basis_ == Basis::kSafeHarbor;
  if (safe_harbor && policy_.derivation_ == Derivation::kKeyed) {
    Wrong("derivation", "basis safe_harbor does not allow derivation keyed (164.514(c)); it takes forbidden");
  }
  if (safe_harbor && policy_.keeps_vault_) {
    Wrong("vault",
          "basis safe_harbor does not allow a vault: its surrogates may be functions of the message, and a code for "
          "re-identification must not be (164.514(c))");
  }
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const auto type = static_cast<IdentifierType>(i);
    if (safe_harbor && policy_.actions_[i] == ActionKind::kShift) {
      Wrong("actions." + TypeWord(type), "basis safe_harbor does not allow dates to be shifted; use generalize");
    }
    if (policy_.actions_[i] == ActionKind::kKeep) CheckKept(source, type);
  }
  for (int i = 0; i < source.fields_size(); ++i) {
    const proto::FieldRule& rule = source.fields(i);
    const bool keep = rule.action() == proto::ACTION_KEEP && policy_.basis_ != Basis::kExpertDetermination;
    if (keep || (safe_harbor && rule.action() == proto::ACTION_SHIFT)) {
      Wrong("fields." + std::to_string(i) + ".action", "basis " + std::string(BasisWord(policy_.basis_).view()) +
                                                           " does not allow field " + rule.path() + " to be " +
                                                           (keep ? "kept" : "shifted"));
    }
  }
}

void PolicyReader::CheckKept(const proto::Policy& source, IdentifierType type) {
  if (policy_.basis_ == Basis::kNone || MayKeep(policy_.basis_, type)) return;
  const std::string word = TypeWord(type);
  const std::string key = "actions." + (IsName(type) && !source.actions().contains(word) ? "NAME" : word);
  std::string what =
      "basis " + std::string(BasisWord(policy_.basis_).view()) + " does not allow " + word + " to be kept";
  if (type == IdentifierType::kNameProvider) {
    what += "; 'providers: kept' keeps those that a structured field gives to a clinician";
  }
  Wrong(key, std::move(what));
}

void PolicyReader::Wrong(std::string_view key, std::string what) {
  errors_.push_back(ErrorAt(yaml_, file_, key, std::move(what)));
}

void PolicyReader::WrongKey(std::string_view key, std::string what) {
  errors_.push_back(ErrorAtKey(yaml_, file_, key, std::move(what)));
}

// In the order of the file: maps are read in any.
void PolicyReader::SortErrors() {
  std::stable_sort(errors_.begin(), errors_.end(), [](const ConfigError& a, const ConfigError& b) {
    return std::tie(a.line, a.column, a.what) < std::tie(b.line, b.column, b.what);
  });
}

}  // namespace veil
