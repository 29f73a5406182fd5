#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "app/command.h"
#include "app/finding_options.h"
#include "app/policy_activation.h"
#include "app/policy_shadow.h"
#include "policy/policy.h"
#include "policy/policy_diff.h"

namespace veil {
namespace {

struct PolicyArguments {
  std::string folder = "deploy/policies";
  std::vector<std::string> policies;
  bool canonical = false;
};

std::string Padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

std::string Heading(const Policy& policy) { return policy.name() + "  " + policy.digest().Hex(); }

// Loads all named policies; prints all that is wrong with them.
bool Load(const PolicyArguments& arguments, std::vector<Policy>& policies) {
  bool good = true;
  for (const std::string& name : arguments.policies) {
    auto policy = Policy::Load(name, arguments.folder);
    if (policy) {
      policies.push_back(std::move(*policy));
      continue;
    }
    good = false;
    for (const ConfigError& error : Policy::Lint(name, arguments.folder)) std::cerr << error.ToString() << "\n";
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
  constexpr std::size_t kWidth = 42;
  for (const Policy& policy : policies) {
    if (arguments.canonical) {
      std::cout << policy.canonical();
      continue;
    }
    std::cout << Heading(policy) << "\n";
    for (const PolicyStatement& statement : StatePolicy(policy)) {
      std::cout << "  " << Padded(statement.what, kWidth) << statement.how << "\n";
    }
  }
  return ExitCode::kDone;
}

std::string Mark(Disclosure disclosure) {
  if (disclosure == Disclosure::kSame) return "";
  return disclosure == Disclosure::kMore ? "  MORE is disclosed" : "  less is disclosed";
}

ExitCode Diff(const PolicyArguments& arguments) {
  std::vector<Policy> policies;
  if (!Load(arguments, policies)) return ExitCode::kUsage;
  const std::vector<PolicyDifference> differences = DiffPolicies(policies[0], policies[1]);
  std::cout << "from " << Heading(policies[0]) << "\nto   " << Heading(policies[1]) << "\n";
  for (const PolicyDifference& difference : differences) {
    std::cout << difference.what << Mark(difference.disclosure) << "\n    before: " << difference.before
              << "\n    after:  " << difference.after << "\n";
  }
  const auto more = std::ranges::count(differences, Disclosure::kMore, &PolicyDifference::disclosure);
  std::cout << differences.size() << " differences, " << more << " of which disclose more\n";
  return differences.empty() ? ExitCode::kDone : ExitCode::kFailed;
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
  if (run == &Show) command->add_flag("--canonical", arguments->canonical, "The YAML that the digest is of");
  command->callback([arguments, &ended, run] { ended = run(*arguments); });
}

void AddShadow(CLI::App& policy, ExitCode& ended) {
  auto arguments = std::make_shared<PolicyShadow>();
  auto finding = std::make_shared<FindingOptions>();
  CLI::App* command = policy.add_subcommand(
      "shadow", "Say what a second policy would change over files; publishes nothing, ends with 1 if anything");
  command->add_option("--policy-dir", arguments->policy_dir, "Where named policies are")
      ->envname("VEIL_POLICY_DIR")
      ->capture_default_str();
  finding->AddFormat(*command);
  command->add_option("--jobs", arguments->jobs, "Threads")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_flag("--json", arguments->json, "One JSON object");
  command->add_option("POLICY", arguments->policy, "The policy in force")->required();
  command->add_option("SHADOW", arguments->shadow, "The policy to try")->required();
  command->add_option("PATH", arguments->paths, "Files or folders; none or '-': standard input");
  command->callback([arguments, finding, &ended] {
    arguments->format = finding->format();
    ended = arguments->Run();
  });
}

void AddActivation(CLI::App& policy, ExitCode& ended, const char* verb, const char* what,
                   ExitCode (PolicyActivation::*run)() const) {
  auto arguments = std::make_shared<PolicyActivation>();
  CLI::App* command = policy.add_subcommand(verb, what);
  command->add_option("--config", arguments->config, "Configuration file of the stream")->required();
  if (run != &PolicyActivation::History) {
    command->add_option("--who", arguments->who, "Your name, for the ledger")->required();
    command->add_option("--why", arguments->why, "Your reason, for the ledger; no message text")->required();
  }
  if (run == &PolicyActivation::Activate) {
    command->add_option("POLICY", arguments->policy, "Name of a policy, or path of its file")->required();
  }
  command->callback([arguments, &ended, run] { ended = (*arguments.*run)(); });
}

}  // namespace

void AddPolicyCommand(CLI::App& app, ExitCode& ended) {
  CLI::App* policy = app.add_subcommand("policy", "Check, compare and activate policies");
  policy->require_subcommand(1);
  AddVerb(*policy, ended, "lint", "Say all that is wrong with policies; print name and digest of the good ones", -1,
          &Lint);
  AddVerb(*policy, ended, "show", "Say what a policy does with each type of identifier", 1, &Show);
  AddVerb(*policy, ended, "diff", "Say what two policies do differently; ends with 1 if anything", 2, &Diff);
  AddShadow(*policy, ended);
  AddActivation(*policy, ended, "activate", "Put a policy in force in a running stream", &PolicyActivation::Activate);
  AddActivation(*policy, ended, "rollback", "Put the policy before it in force again", &PolicyActivation::RollBack);
  AddActivation(*policy, ended, "history", "List who put which policy in force", &PolicyActivation::History);
}

}  // namespace veil
