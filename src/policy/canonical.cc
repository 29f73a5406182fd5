#include "policy/canonical.h"

#include <array>

#include "base/json_text.h"

namespace veil {
namespace {

std::string Word(Literal literal) { return std::string(literal.view()); }

std::string NamedText(const std::string& key, const std::vector<NamedRule>& rules) {
  if (rules.empty()) return "";
  std::string text = key + ":\n";
  for (const NamedRule& rule : rules) text += "  " + JsonQuoted(rule.name) + ": " + NamedRuleWord(rule) + "\n";
  return text;
}

std::string ActionsText(const Policy& policy) {
  std::string text = "actions:\n";
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const auto type = static_cast<IdentifierType>(i);
    text += "  " + Word(IdentifierTypeName(type)) + ": " + Word(ActionKindName(policy.ActionFor(type, {}))) + "\n";
  }
  if (policy.fields().empty()) return text;
  text += "fields:\n";
  for (const auto& [path, action] : policy.fields()) {
    text += "  - {path: " + JsonQuoted(path) + ", action: " + Word(ActionKindName(action)) + "}\n";
  }
  return text;
}

}  // namespace

std::string CanonicalText(const Policy& policy) {
  std::string text = "name: " + JsonQuoted(policy.name()) + "\n";
  if (policy.output() == PolicyOutput::kNone) {
    text += "output: none\n";
  } else {
    text += "basis: " + Word(BasisWord(policy.basis())) + "\n";
    text += "derivation: " + Word(DerivationWord(policy.derivation())) + "\n";
    if (policy.providers() == Providers::kKept) text += "providers: kept\n";
    if (policy.check_digits() == CheckDigitRule::kInvalid) text += "check_digits: invalid\n";
    if (policy.keeps_vault()) text += "vault: on\n";
    text += ActionsText(policy);
  }
  return text + NamedText("columns", policy.columns()) + NamedText("members", policy.members());
}

Literal BasisWord(Basis basis) {
  switch (basis) {
    case Basis::kSafeHarbor:
      return "safe_harbor";
    case Basis::kExpertDetermination:
      return "expert_determination";
    case Basis::kLimitedDataSet:
      return "limited_data_set";
    case Basis::kNone:
      break;
  }
  return "none";
}

Literal DerivationWord(Derivation derivation) {
  return derivation == Derivation::kKeyed ? Literal("keyed") : Literal("forbidden");
}

std::string NamedRuleWord(const NamedRule& rule) {
  switch (rule.named_class) {
    case NamedClass::kFreeText:
      return "free_text";
    case NamedClass::kSafe:
      return "safe";
    case NamedClass::kUnknown:
      return "unknown";
    case NamedClass::kIdentifier:
      break;
  }
  constexpr std::array<const char*, 5> kParts = {"", "/family", "/given", "/middle", "/suffix"};  // by NamedPart
  return Word(IdentifierTypeName(rule.type)) + kParts[static_cast<std::size_t>(rule.part)];
}

}  // namespace veil
