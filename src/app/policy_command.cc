#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <map>
#include <memory>

#include "app/command.h"
#include "policy/policy.h"

namespace veil {
namespace {

struct PolicyArguments {
  std::string folder = "deploy/policies";
  std::vector<std::string> policies;
};

std::string Word(Literal literal) { return std::string(literal.view()); }

std::string Padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

std::string DerivationWord(const Policy& policy) {
  return policy.derivation() == Derivation::kKeyed ? "keyed" : "forbidden";
}

// What a policy says of a column or a member, as its file does.
std::string NamedWord(const NamedRule& rule) {
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

// The exceptions for fields, and what columns and members hold.
std::map<std::string, std::string> FieldRules(const Policy& policy) {
  std::map<std::string, std::string> rules;
  for (const auto& [path, action] : policy.fields()) rules["field " + path] = Word(ActionKindName(action));
  for (const NamedRule& rule : policy.columns()) rules["column " + rule.name] = NamedWord(rule);
  for (const NamedRule& rule : policy.members()) rules["member " + rule.name] = NamedWord(rule);
  return rules;
}

ActionKind ActionOf(const Policy& policy, std::size_t type) {
  return policy.ActionFor(static_cast<IdentifierType>(type), {});
}

std::string Heading(const Policy& policy) { return policy.name() + "  " + policy.digest().Hex(); }

// Loads all named policies; prints what is wrong with them.
bool Load(const PolicyArguments& arguments, std::vector<Policy>& policies) {
  bool good = true;
  for (const std::string& name : arguments.policies) {
    auto policy = Policy::Load(name, arguments.folder);
    if (policy) {
      policies.push_back(std::move(*policy));
    } else {
      good = false;
      std::cerr << policy.error().ToString() << "\n";
    }
  }
  return good;
}

ExitCode Lint(const PolicyArguments& arguments) {
  std::vector<Policy> policies;
  const bool good = Load(arguments, policies);
  for (const Policy& policy : policies) std::cout << Heading(policy) << "\n";
  return good ? ExitCode::kDone : ExitCode::kUsage;
}

ExitCode Show(const PolicyArguments& arguments) {
  std::vector<Policy> policies;
  if (!Load(arguments, policies)) return ExitCode::kUsage;
  constexpr std::size_t kWidth = 16;
  for (const Policy& policy : policies) {
    std::cout << Heading(policy) << "\n" << Padded("derivation", kWidth) << DerivationWord(policy) << "\n";
    for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
      std::cout << Padded(Word(IdentifierTypeName(static_cast<IdentifierType>(i))), kWidth)
                << Word(ActionKindName(ActionOf(policy, i))) << "\n";
    }
    for (const auto& [rule, action] : FieldRules(policy)) std::cout << Padded(rule, kWidth) << action << "\n";
  }
  return ExitCode::kDone;
}

void PrintChange(const std::string& what, const std::string& before, const std::string& after) {
  constexpr std::size_t kWidth = 16;
  if (before != after) std::cout << Padded(what, kWidth) << before << " -> " << after << "\n";
}

ExitCode Diff(const PolicyArguments& arguments) {
  std::vector<Policy> policies;
  if (!Load(arguments, policies)) return ExitCode::kUsage;
  const Policy& before = policies[0];
  const Policy& after = policies[1];
  std::cout << "from " << Heading(before) << "\nto   " << Heading(after) << "\n";
  PrintChange("derivation", DerivationWord(before), DerivationWord(after));
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    PrintChange(Word(IdentifierTypeName(static_cast<IdentifierType>(i))), Word(ActionKindName(ActionOf(before, i))),
                Word(ActionKindName(ActionOf(after, i))));
  }
  std::map<std::string, std::string> old_rules = FieldRules(before);
  std::map<std::string, std::string> new_rules = FieldRules(after);
  // A field without a rule of its own follows its type.
  const auto unsaid = [](const std::string& rule) { return rule.starts_with("field ") ? "as its type" : "not said"; };
  for (const auto& [rule, action] : old_rules) new_rules.try_emplace(rule, unsaid(rule));
  for (const auto& [rule, action] : new_rules) {
    PrintChange(rule, old_rules.try_emplace(rule, unsaid(rule)).first->second, action);
  }
  return ExitCode::kDone;
}

void AddVerb(CLI::App& policy, ExitCode& ended, const char* verb, const char* what, int count,
             ExitCode (*run)(const PolicyArguments&)) {
  auto arguments = std::make_shared<PolicyArguments>();
  CLI::App* command = policy.add_subcommand(verb, what);
  command->add_option("--policy-dir", arguments->folder, "Where named policies are")
      ->envname("VEIL_POLICY_DIR")
      ->capture_default_str();
  command->add_option("POLICY", arguments->policies, "Names of policies, or paths of their files")
      ->required()
      ->expected(count);
  command->callback([arguments, &ended, run] { ended = run(*arguments); });
}

}  // namespace

void AddPolicyCommand(CLI::App& app, ExitCode& ended) {
  CLI::App* policy = app.add_subcommand("policy", "Check and compare policies");
  policy->require_subcommand(1);
  AddVerb(*policy, ended, "lint", "Check policies; print name and digest of the good ones", -1, Lint);
  AddVerb(*policy, ended, "show", "Print what a policy does with each type of identifier", 1, Show);
  AddVerb(*policy, ended, "diff", "Print where two policies differ", 2, Diff);
}

}  // namespace veil
