#include "endpoint/incident.h"

#include <array>

#include "audit/ledger.h"

namespace veil {
namespace {

constexpr std::array<Literal, 4> kStates = {"open", "contained", "signed off", "closed"};  // by IncidentState

std::string Detail(const LedgerAct& act, const std::string& word) {
  const auto found = act.details.find(word);
  return found != act.details.end() ? found->second : "";
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

Instant InstantOf(std::int64_t time_ms) {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(time_ms)));
}

}  // namespace

Literal IncidentStateName(IncidentState state) { return kStates[static_cast<std::size_t>(state)]; }

std::vector<std::string> Incident::MissingEvidence() const {
  std::vector<std::string> missing;
  for (const std::string& name : required) {
    if (!evidence.contains(name)) missing.push_back(name);
  }
  return missing;
}

std::string SignOffText(const Incident& incident) {
  std::string text = "veil-sign-off-1\nincident=" + LedgerString(incident.id) +
                     "\nkind=" + LedgerString(incident.kind) + "\nendpoint=" + LedgerString(incident.endpoint) + "\n";
  for (const auto& [name, digest] : incident.evidence) {
    text += "evidence." + name + "=" + LedgerString(digest.Hex()) + "\n";
  }
  return text;
}

LedgerAct OpenAct(const std::string& id, const Playbook& playbook, const std::string& endpoint, const std::string& who,
                  const std::string& why) {
  return {std::string(kOpenAct),
          who,
          why,
          {{"incident", id},
           {"kind", playbook.kind},
           {"severity", playbook.severity},
           {"endpoint", endpoint},
           {"required", Joined(playbook.required_evidence)}}};
}

LedgerAct ContainAct(const Incident& incident, const std::string& who, std::chrono::milliseconds took) {
  return {std::string(kContainAct),
          who,
          "the endpoint has no rights at the broker",
          {{"incident", incident.id}, {"endpoint", incident.endpoint}, {"took_ms", std::to_string(took.count())}}};
}

LedgerAct EvidenceAct(const Incident& incident, const std::string& name, const Digest& digest, const std::string& who) {
  return {std::string(kEvidenceAct),
          who,
          "attached",
          {{"incident", incident.id}, {"name", name}, {"digest", digest.Hex()}}};
}

LedgerAct SignOffAct(const Incident& incident, std::span<const Statement> statements, const std::string& who) {
  LedgerAct act{std::string(kSignOffAct), who, "signed off by two people", {}};
  act.details["incident"] = incident.id;
  act.details["text"] = SignOffText(incident);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    act.details["statement." + std::to_string(i + 1)] = StatementText(statements[i]);
  }
  return act;
}

LedgerAct CloseAct(const Incident& incident, const std::string& who, const std::string& why) {
  return {std::string(kCloseAct), who, why, {{"incident", incident.id}}};
}

void IncidentBook::Add(const LedgerEntry& entry) {
  if (!entry.act || !entry.act->kind.starts_with("incident-")) return;
  const LedgerAct& act = *entry.act;
  if (act.kind == kOpenAct) AddOpen(entry);
  const auto found = incidents_.find(Detail(act, "incident"));
  if (found == incidents_.end()) return;
  Incident& incident = found->second;
  incident.steps.push_back({entry.time_ms, act.who, act.kind.substr(9) + ": " + act.why});
  if (act.kind == kContainAct) {
    incident.contained = true;
    if (incident.state == IncidentState::kOpen) incident.state = IncidentState::kContained;
  } else if (act.kind == kEvidenceAct) {
    // What was signed off stands; what comes later takes a new incident.
    const auto digest = Digest::FromHex(Detail(act, "digest"));
    if (digest && incident.state < IncidentState::kSignedOff) incident.evidence[Detail(act, "name")] = *digest;
    incident.steps.back().what += " " + Detail(act, "name") + " " + Detail(act, "digest");
  } else if (act.kind == kSignOffAct) {
    AddSignOff(entry, incident);
  } else if (act.kind == kCloseAct) {
    if (!incident.contained || incident.state == IncidentState::kSignedOff) incident.state = IncidentState::kClosed;
  }
}

void IncidentBook::AddOpen(const LedgerEntry& entry) {
  const LedgerAct& act = *entry.act;
  Incident incident;
  incident.id = Detail(act, "incident");
  incident.kind = Detail(act, "kind");
  incident.endpoint = Detail(act, "endpoint");
  incident.required = Split(Detail(act, "required"));
  incident.discovered_ms = entry.time_ms;
  incidents_.emplace(incident.id, std::move(incident));  // an id that comes again opens nothing anew
}

void IncidentBook::AddSignOff(const LedgerEntry& entry, Incident& incident) {
  const auto first = ParseStatement(Detail(*entry.act, "statement.1"));
  const auto second = ParseStatement(Detail(*entry.act, "statement.2"));
  if (!first || !second) return;
  const std::array statements = {*first, *second};
  const auto checked = CheckSignOff(incident, statements, approvers_, InstantOf(entry.time_ms), used_nonces_);
  for (const Statement& statement : statements) used_nonces_.insert(statement.nonce);
  if (checked) incident.state = IncidentState::kSignedOff;
}

const Incident* IncidentBook::Find(const std::string& id) const {
  const auto found = incidents_.find(id);
  return found != incidents_.end() ? &found->second : nullptr;
}

std::string IncidentBook::NextId() const { return "INC-" + std::to_string(incidents_.size() + 1); }

const Incident* IncidentBook::Blocks(const std::string& endpoint) const {
  for (const auto& [id, incident] : incidents_) {
    if (incident.endpoint == endpoint && incident.state < IncidentState::kSignedOff) return &incident;
  }
  return nullptr;
}

OrRefusal<void> CheckSignOff(const Incident& incident, std::span<const Statement> statements,
                             const Approvers& approvers, Instant now, const std::set<std::string>& used) {
  if (incident.state >= IncidentState::kSignedOff) {
    return Refuse(incident.id + " is " + std::string(IncidentStateName(incident.state).view()));
  }
  const std::vector<std::string> missing = incident.MissingEvidence();
  if (incident.required.empty() || !missing.empty()) {
    return Refuse(incident.id + " lacks evidence: " + Joined(missing) + "; `veil incident evidence` attaches it");
  }
  return CheckSignatures({kSignOffPurpose, incident.id, Digest::Of(SignOffText(incident))}, statements, approvers, now,
                         used);
}

}  // namespace veil
