#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <vector>

#include "app/command.h"
#include "app/governance.h"
#include "app/incident_report.h"
#include "app/statement_file.h"
#include "base/sha256.h"
#include "endpoint/playbook.h"

namespace veil {
namespace {

using Clock = std::chrono::steady_clock;

struct IncidentArguments {
  GovernanceArguments governance;
  std::string playbooks = "deploy/incidents";
  std::string id;
  std::string kind;
  std::string endpoint;
  std::string why;
  bool contain = false;
  std::string evidence_name;
  std::string evidence_file;
  std::vector<std::string> signatures;
  SignerArguments signer;
};

using GovernancePtr = std::unique_ptr<Governance>;

OrRefusal<Incident> FindIncident(const Governance& governance, const std::string& id) {
  if (const Incident* incident = governance.incidents().Find(id)) return *incident;
  return Refuse("the ledger has no incident '" + id + "'", RefusalKind::kUsage);
}

std::chrono::milliseconds Since(Clock::time_point began) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
}

// Through the ledger, so that what was granted is also known to be revoked; then whether it is so is looked at again.
OrRefusal<void> Contain(Governance& governance, const Incident& incident, Clock::time_point began) {
  if (!governance.book().Of(incident.endpoint).principals.empty()) {
    VEIL_TRY(governance.grants().Revoke(incident.endpoint, incident.id));
  }
  const auto took = Since(began);
  if (!incident.contained) VEIL_TRY(governance.Note(ContainAct(incident, governance.who(), took)));
  std::cout << incident.id << ": contained; " << incident.endpoint << " has no rights at the broker, after "
            << took.count() << " ms\n";
  return {};
}

// With --contain the rights go before anything is read or written: the ledger may be long.
OrRefusal<void> TakeRightsOf(const IncidentArguments& arguments, Clock::time_point began) {
  const auto endpoint = arguments.governance.registry.Load(arguments.endpoint);
  if (!endpoint) return Refuse(endpoint.error().ToString(), RefusalKind::kUsage);
  VEIL_ASSIGN(BrokerAccess access, BrokerAccess::Open(arguments.governance.config));
  VEIL_ASSIGN(const std::size_t taken, TakeRights(access.list, endpoint->principal));
  std::cout << endpoint->principal << ": " << taken << " rights taken away after " << Since(began).count() << " ms\n";
  return {};
}

OrRefusal<void> OpenIncident(const IncidentArguments& arguments) {
  const auto began = Clock::now();
  if (const std::string fault = EndpointNameFault(arguments.endpoint); !fault.empty()) {
    return Refuse(fault, RefusalKind::kUsage);
  }
  const auto playbook = Playbook::Load(arguments.playbooks, arguments.kind);
  if (!playbook) return Refuse(playbook.error().ToString(), RefusalKind::kUsage);
  if (arguments.contain) VEIL_TRY(TakeRightsOf(arguments, began));
  VEIL_ASSIGN(const GovernancePtr governance, Governance::Open(arguments.governance, true));
  const std::string id = governance->incidents().NextId();
  VEIL_TRY(governance->Note(OpenAct(id, *playbook, arguments.endpoint, governance->who(), arguments.why)));
  VEIL_ASSIGN(const Incident incident, FindIncident(*governance, id));
  if (arguments.contain) VEIL_TRY(Contain(*governance, incident, began));
  std::cout << IncidentText(*governance->incidents().Find(id), &*playbook, Now());
  return {};
}

OrRefusal<void> ContainIncident(const IncidentArguments& arguments) {
  const auto began = Clock::now();
  VEIL_ASSIGN(const GovernancePtr governance, Governance::Open(arguments.governance, true));
  VEIL_ASSIGN(const Incident incident, FindIncident(*governance, arguments.id));
  return Contain(*governance, incident, began);
}

OrRefusal<void> ShowStatus(const IncidentArguments& arguments) {
  VEIL_ASSIGN(const GovernancePtr governance, Governance::Open(arguments.governance, false));
  for (const auto& [id, incident] : governance->incidents().incidents()) {
    if (!arguments.id.empty() && arguments.id != id) continue;
    const auto playbook = Playbook::Load(arguments.playbooks, incident.kind);
    std::cout << IncidentText(incident, arguments.id.empty() || !playbook ? nullptr : &*playbook, Now());
  }
  return {};
}

OrRefusal<void> ShowRadius(const IncidentArguments& arguments) {
  VEIL_ASSIGN(const GovernancePtr governance, Governance::Open(arguments.governance, false));
  VEIL_ASSIGN(const Incident incident, FindIncident(*governance, arguments.id));
  const auto text = RadiusText(governance->config(), governance->book().Of(incident.endpoint));
  if (!text) return tl::make_unexpected(AsRefusal(text.error()));
  std::cout << *text;
  return {};
}

OrRefusal<Digest> DigestOfFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  Sha256 sha;
  std::vector<char> buffer(1U << 16);
  while (in.read(buffer.data(), std::ssize(buffer)), in.gcount() > 0) {
    sha.Add({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (!in.is_open() || in.bad()) return Refuse(path + ": cannot be read", RefusalKind::kEnvironment);
  return Digest(sha.Finish());
}

OrRefusal<void> AttachEvidence(const IncidentArguments& arguments) {
  if (!EndpointNameFault(arguments.evidence_name).empty()) {
    return Refuse("the evidence's name takes lower-case letters, digits and '-'", RefusalKind::kUsage);
  }
  VEIL_ASSIGN(const Digest digest, DigestOfFile(arguments.evidence_file));
  VEIL_ASSIGN(const GovernancePtr governance, Governance::Open(arguments.governance, true));
  VEIL_ASSIGN(const Incident incident, FindIncident(*governance, arguments.id));
  if (incident.state >= IncidentState::kSignedOff)
    return Refuse(incident.id + " is signed off; what is new is another");
  VEIL_TRY(governance->Note(EvidenceAct(incident, arguments.evidence_name, digest, governance->who())));
  std::cout << incident.id << ": " << arguments.evidence_name << " " << digest.Hex() << "\n";
  return {};
}

OrRefusal<void> SignIncident(const IncidentArguments& arguments) {
  VEIL_ASSIGN(const GovernancePtr governance, Governance::Open(arguments.governance, false));
  VEIL_ASSIGN(const Incident incident, FindIncident(*governance, arguments.id));
  const std::string text = SignOffText(incident);
  std::cout << text;
  VEIL_ASSIGN(const std::string path,
              WriteStatement(arguments.signer, {kSignOffPurpose, incident.id, Digest::Of(text)}));
  std::cout << "statement: " << path << "\n";
  return {};
}

OrRefusal<void> SignOff(const IncidentArguments& arguments) {
  VEIL_ASSIGN(const std::vector<Statement> statements, ReadStatements(arguments.signatures));
  VEIL_ASSIGN(const GovernancePtr governance, Governance::Open(arguments.governance, true));
  VEIL_ASSIGN(const Incident incident, FindIncident(*governance, arguments.id));
  VEIL_TRY(CheckSignOff(incident, statements, governance->approvers(), Now(), governance->incidents().used_nonces()));
  VEIL_TRY(governance->Note(SignOffAct(incident, statements, governance->who())));
  std::cout << incident.id << ": signed off; " << incident.endpoint << " may be approved again\n";
  return {};
}

OrRefusal<void> CloseIncident(const IncidentArguments& arguments) {
  VEIL_ASSIGN(const GovernancePtr governance, Governance::Open(arguments.governance, true));
  VEIL_ASSIGN(const Incident incident, FindIncident(*governance, arguments.id));
  if (incident.state == IncidentState::kClosed) return {};
  if (incident.contained && incident.state != IncidentState::kSignedOff) {
    return Refuse(incident.id + " was contained and is not signed off; two people sign it off first");
  }
  VEIL_TRY(governance->Note(CloseAct(incident, governance->who(), arguments.why)));
  std::cout << incident.id << ": closed\n";
  return {};
}

using Arguments = std::shared_ptr<IncidentArguments>;

CLI::App* AddVerb(CLI::App& incident, ExitCode& ended, const char* verb, const char* what, bool acts,
                  const Arguments& arguments, OrRefusal<void> (*run)(const IncidentArguments&)) {
  CLI::App* command = incident.add_subcommand(verb, what);
  arguments->governance.AddOptions(*command, acts);
  command->add_option("--playbooks", arguments->playbooks, "The folder of playbooks")
      ->envname("VEIL_INCIDENT_DIR")
      ->capture_default_str();
  command->callback([arguments, &ended, run] {
    const auto done = run(*arguments);
    ended = done ? ExitCode::kDone : Complain(done.error());
  });
  return command;
}

CLI::App* TakeId(CLI::App* command, const Arguments& arguments) {
  command->add_option("INCIDENT", arguments->id, "Its id, such as INC-1")->required();
  return command;
}

void AddFirstVerbs(CLI::App& incident, ExitCode& ended) {
  auto arguments = std::make_shared<IncidentArguments>();
  CLI::App* open = AddVerb(incident, ended, "open", "Note that something went wrong with an endpoint", true, arguments,
                           OpenIncident);
  open->add_option("ENDPOINT", arguments->endpoint, "The endpoint's name")->required();
  open->add_option("--kind", arguments->kind, "A playbook's name")->required();
  open->add_option("--why", arguments->why, "What was seen; never what a message says")->required();
  open->add_flag("--contain", arguments->contain, "Take the endpoint's rights away first of all");

  arguments = std::make_shared<IncidentArguments>();
  TakeId(AddVerb(incident, ended, "contain", "Take the endpoint's rights away; repeated, it does no harm", true,
                 arguments, ContainIncident),
         arguments);
  arguments = std::make_shared<IncidentArguments>();
  AddVerb(incident, ended, "status", "Print incidents; for one, its clocks, steps and notices too", false, arguments,
          ShowStatus)
      ->add_option("INCIDENT", arguments->id, "Its id; all if none is given");
  arguments = std::make_shared<IncidentArguments>();
  TakeId(AddVerb(incident, ended, "radius", "Which offsets its endpoint could read, and how far it has", false,
                 arguments, ShowRadius),
         arguments);
}

void AddLastVerbs(CLI::App& incident, ExitCode& ended) {
  auto arguments = std::make_shared<IncidentArguments>();
  CLI::App* evidence = TakeId(AddVerb(incident, ended, "evidence",
                                      "Attach a file by its digest; the file stays where "
                                      "it is",
                                      true, arguments, AttachEvidence),
                              arguments);
  evidence->add_option("--name", arguments->evidence_name, "What the playbook asks for, such as evaluation")
      ->required();
  evidence->add_option("--file", arguments->evidence_file, "The file")->required();

  arguments = std::make_shared<IncidentArguments>();
  CLI::App* sign = TakeId(
      AddVerb(incident, ended, "sign", "Sign that an incident is over", false, arguments, SignIncident), arguments);
  arguments->signer.AddOptions(*sign);

  arguments = std::make_shared<IncidentArguments>();
  TakeId(AddVerb(incident, ended, "sign-off", "Record that two people signed; its endpoint may be approved again", true,
                 arguments, SignOff),
         arguments)
      ->add_option("--signature", arguments->signatures, "A statement of `veil incident sign`; twice")
      ->required();

  arguments = std::make_shared<IncidentArguments>();
  TakeId(AddVerb(incident, ended, "close", "Close an incident that is signed off, or was none", true, arguments,
                 CloseIncident),
         arguments)
      ->add_option("--why", arguments->why, "The reason, for the ledger")
      ->required();
}

}  // namespace

void AddIncidentCommand(CLI::App& app, ExitCode& ended) {
  CLI::App* incident = app.add_subcommand("incident", "Contain what went wrong with an endpoint, and let it back in");
  incident->require_subcommand(1);
  AddFirstVerbs(*incident, ended);
  AddLastVerbs(*incident, ended);
}

}  // namespace veil
