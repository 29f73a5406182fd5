#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <vector>

#include "app/endpoint_command.h"
#include "app/governance.h"
#include "app/statement_file.h"
#include "endpoint/decision.h"
#include "kafka/client.h"
#include "policy/policy.h"

namespace veil {
namespace {

struct DecideArguments {
  GovernanceArguments governance;
  std::string name;
  std::string why;
  std::vector<std::string> signatures;
};

// The decision on what stands in the registry now, if the stream fits it.
OrRefusal<Decision> DecisionFor(const Governance& governance, const std::string& name) {
  VEIL_ASSIGN(const Endpoint endpoint, governance.Find(name));
  const auto policy = Policy::Load(endpoint.least_policy, governance.config().policy_dir);
  if (!policy) return Refuse(policy.error().ToString(), RefusalKind::kUsage);
  VEIL_ASSIGN(Decision decision, Propose(endpoint, governance.cluster(), policy->digest(), Today()));
  if (const Incident* incident = governance.incidents().Blocks(name)) {
    return Refuse(name + ": " + incident->id + " is " + std::string(IncidentStateName(incident->state).view()) +
                  "; two people sign it off first (`veil incident sign`)");
  }
  if (decision.group == governance.config().source.consumer.group) {
    return Refuse("group '" + decision.group + "' is that of the stream's own workers");
  }
  const std::string fault = PolicyFault(decision, governance.policies());
  if (fault.empty()) return decision;
  return Refuse(name + " is to read what was made under " + decision.policy + " (" + decision.policy_digest.Hex() +
                "), but " + fault + "; accepted_policies may name it");
}

// A grant on a topic that is not there yet would hold for whatever is made under its name.
OrRefusal<void> CheckTopics(const Governance& governance, const Decision& decision) {
  const auto client = kafka::Open(RD_KAFKA_PRODUCER, governance.config().publish.client, {});
  if (!client) return tl::make_unexpected(AsRefusal(client.error()));
  const auto topics = kafka::Topics(*client, std::chrono::seconds(15));
  if (!topics) return tl::make_unexpected(AsRefusal(topics.error()));
  for (const std::string& topic : decision.topics) {
    if (!topics->contains(topic)) return Refuse("there is no topic '" + topic + "'");
  }
  return {};
}

OrRefusal<void> ApproveEndpoint(const DecideArguments& arguments) {
  VEIL_ASSIGN(const std::vector<Statement> statements, ReadStatements(arguments.signatures));
  VEIL_ASSIGN(const auto governance, Governance::Open(arguments.governance, true));
  VEIL_ASSIGN(const Decision decision, DecisionFor(*governance, arguments.name));
  VEIL_TRY(CheckTopics(*governance, decision));
  VEIL_TRY(governance->grants().Grant(decision, statements, governance->approvers(), Now()));
  std::cout << arguments.name << ": granted until " << DayText(decision.until) << "\n";
  for (const Acl& right : decision.Rights()) std::cout << "  " << AclText(right) << "\n";
  return {};
}

OrRefusal<void> RevokeEndpoint(const DecideArguments& arguments) {
  VEIL_ASSIGN(const auto governance, Governance::Open(arguments.governance, true));
  VEIL_TRY(governance->grants().Revoke(arguments.name, arguments.why));
  std::cout << arguments.name << ": revoked; it has no rights at the broker\n";
  return {};
}

OrRefusal<void> SweepEndpoints(const DecideArguments& arguments) {
  VEIL_ASSIGN(const auto governance, Governance::Open(arguments.governance, true));
  const auto holds = [&governance](const std::string& name) { return governance->incidents().Blocks(name) == nullptr; };
  VEIL_ASSIGN(const auto done, governance->grants().Sweep(Today(), holds));
  for (const std::string& what : done) std::cout << what << "\n";
  return {};
}

OrRefusal<void> ShowStatus(const DecideArguments& arguments) {
  VEIL_ASSIGN(const auto governance, Governance::Open(arguments.governance, false));
  std::cout << "cluster " << governance->cluster() << "\n";
  for (const auto& [name, record] : governance->book().records()) {
    std::cout << name << ": " << GrantStateName(record.state).view();
    if (record.decision) std::cout << ", decided until " << DayText(record.decision->until);
    if (record.state == GrantState::kRevoked) std::cout << " (" << record.reason << ")";
    std::cout << "\n";
    for (const Acl& right : record.Rights()) std::cout << "  " << AclText(right) << "\n";
  }
  return {};
}

OrRefusal<void> FindDrift(const DecideArguments& arguments) {
  VEIL_ASSIGN(const auto governance, Governance::Open(arguments.governance, false));
  VEIL_ASSIGN(const std::vector<Acl> present, governance->broker().Read());
  const auto findings = Drift(governance->book(), present, governance->topics(), governance->policies(), Today());
  for (const DriftFinding& finding : findings) {
    std::cout << "DRIFT: " << DriftKindName(finding.kind).view() << ": " << finding.what << "\n";
  }
  if (!findings.empty()) {
    return Refuse("the broker differs from the decisions in " + std::to_string(findings.size()) + " places");
  }
  std::cout << "the broker enforces the decisions; " << present.size() << " entries in its access list\n";
  return {};
}

CLI::App* AddVerb(CLI::App& endpoint, ExitCode& ended, const char* verb, const char* what, bool acts, bool takes_name,
                  const std::shared_ptr<DecideArguments>& arguments, OrRefusal<void> (*run)(const DecideArguments&)) {
  CLI::App* command = endpoint.add_subcommand(verb, what);
  arguments->governance.AddOptions(*command, acts);
  if (takes_name) command->add_option("NAME", arguments->name, "The endpoint's name")->required();
  command->callback([arguments, &ended, run] {
    const auto done = run(*arguments);
    ended = done ? ExitCode::kDone : Complain(done.error());
  });
  return command;
}

}  // namespace

void AddDecisionVerbs(CLI::App& endpoint, ExitCode& ended) {
  const auto fresh = [] { return std::make_shared<DecideArguments>(); };
  auto arguments = fresh();
  AddVerb(endpoint, ended, "approve", "Record a decision that two people signed, and give exactly its rights", true,
          true, arguments, ApproveEndpoint)
      ->add_option("--signature", arguments->signatures, "A statement of `veil endpoint sign`; twice")
      ->required();
  arguments = fresh();
  AddVerb(endpoint, ended, "revoke", "Take all rights of an endpoint away", true, true, arguments, RevokeEndpoint)
      ->add_option("--why", arguments->why, "The reason, for the ledger")
      ->required();
  AddVerb(endpoint, ended, "sweep", "Finish or undo what was cut off, and revoke what is over", true, false, fresh(),
          SweepEndpoints);
  AddVerb(endpoint, ended, "status", "Print the cluster's id and what the ledger says of each endpoint", false, false,
          fresh(), ShowStatus);
  AddVerb(endpoint, ended, "drift", "Compare the broker's access list with the decisions; exit 1 if they differ", false,
          false, fresh(), FindDrift);
}

}  // namespace veil
