#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/approver_keys.h"
#include "app/endpoint_command.h"
#include "app/governance.h"
#include "app/statement_file.h"
#include "endpoint/decision.h"
#include "policy/policy.h"

namespace veil {
namespace {

struct SignArguments {
  RegistryArguments registry;
  std::string name;
  std::string cluster;
  std::string policy_dir = "deploy/policies";
  SignerArguments signer;
};

OrRefusal<Decision> DecisionOf(const SignArguments& arguments) {
  const auto endpoint = arguments.registry.Load(arguments.name);
  if (!endpoint) return Refuse(endpoint.error().ToString(), RefusalKind::kUsage);
  const auto policy = Policy::Load(endpoint->least_policy, arguments.policy_dir);
  if (!policy) return Refuse(policy.error().ToString(), RefusalKind::kUsage);
  return Propose(*endpoint, arguments.cluster, policy->digest(), Today());
}

ExitCode SignEndpoint(const SignArguments& arguments) {
  const auto decision = DecisionOf(arguments);
  if (!decision) return Complain(decision.error());
  std::cout << DecisionText(*decision);
  const auto written =
      WriteStatement(arguments.signer, {kApprovePurpose, decision->endpoint, DecisionDigest(*decision)});
  if (!written) return Complain(written.error());
  std::cout << "\nsigned by " << arguments.signer.name << ": " << DecisionDigest(*decision).Hex() << "\n"
            << "statement: " << *written << "\n";
  return ExitCode::kDone;
}

ExitCode MakeKeys(const std::string& path) {
  const auto made = NewApproverKeys(path);
  if (!made) return Complain(Refusal{RefusalKind::kEnvironment, made.error().ToString()});
  std::cout << "private key: " << path << " (signs; its owner alone holds it)\n"
            << "public key: " << path << ".pub (public_key in approvers.yaml)\n";
  return ExitCode::kDone;
}

}  // namespace

void AddSigningVerbs(CLI::App& endpoint, ExitCode& ended) {
  const auto path = std::make_shared<std::string>();
  CLI::App* key = endpoint.add_subcommand("key", "Make an approver's key pair: FILE and FILE.pub");
  key->add_option("FILE", *path, "Where to write it; an existing file is never overwritten")->required();
  key->callback([path, &ended] { ended = MakeKeys(*path); });

  const auto arguments = std::make_shared<SignArguments>();
  CLI::App* sign = endpoint.add_subcommand("sign", "Sign the decision on an endpoint as it stands in the registry");
  arguments->registry.AddOptions(*sign);
  sign->add_option("NAME", arguments->name, "The endpoint's name")->required();
  sign->add_option("--cluster", arguments->cluster, "Kafka's id of the cluster; `veil endpoint status` prints it")
      ->required();
  sign->add_option("--policy-dir", arguments->policy_dir, "Where named policies are")
      ->envname("VEIL_POLICY_DIR")
      ->capture_default_str();
  arguments->signer.AddOptions(*sign);
  sign->callback([arguments, &ended] { ended = SignEndpoint(*arguments); });
}

}  // namespace veil
