#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "audit/ledger_entry.h"
#include "endpoint/approvers.h"
#include "endpoint/decision.h"
#include "endpoint/playbook.h"

namespace veil {

enum class IncidentState : std::uint8_t { kOpen, kContained, kSignedOff, kClosed };

Literal IncidentStateName(IncidentState state);

// One step of an incident, for its timeline.
struct IncidentStep {
  std::int64_t time_ms = 0;
  std::string who;
  std::string what;
};

// An incident as the ledger tells it. Its evidence is kept as digests, so no identifier is copied into the ledger.
struct Incident {
  std::string id;
  std::string kind;
  std::string endpoint;
  std::vector<std::string> required;  // evidence that the playbook asked for when it was opened
  std::int64_t discovered_ms = 0;
  IncidentState state = IncidentState::kOpen;
  bool contained = false;  // at some time
  std::map<std::string, Digest> evidence;
  std::vector<IncidentStep> steps;

  std::vector<std::string> MissingEvidence() const;
};

// What two people sign to let an endpoint be approved again: the incident and its evidence, by digest.
std::string SignOffText(const Incident& incident);
inline constexpr std::string_view kSignOffPurpose = "sign-off-incident";

inline constexpr std::string_view kOpenAct = "incident-open";
inline constexpr std::string_view kContainAct = "incident-contain";
inline constexpr std::string_view kEvidenceAct = "incident-evidence";
inline constexpr std::string_view kSignOffAct = "incident-sign-off";
inline constexpr std::string_view kCloseAct = "incident-close";

LedgerAct OpenAct(const std::string& id, const Playbook& playbook, const std::string& endpoint, const std::string& who,
                  const std::string& why);
LedgerAct ContainAct(const Incident& incident, const std::string& who, std::chrono::milliseconds took);
LedgerAct EvidenceAct(const Incident& incident, const std::string& name, const Digest& digest, const std::string& who);
LedgerAct SignOffAct(const Incident& incident, std::span<const Statement> statements, const std::string& who);
LedgerAct CloseAct(const Incident& incident, const std::string& who, const std::string& why);

// The ledger's acts on incidents, read from the first to the last. A sign-off counts only with all evidence that was
// asked for, under two signatures of two people of two roles; whatever else the ledger holds, the endpoint stays shut.
class IncidentBook {
 public:
  explicit IncidentBook(const Approvers& approvers) : approvers_(approvers) {}  // borrowed; outlives this

  void Add(const LedgerEntry& entry);

  const std::map<std::string, Incident>& incidents() const { return incidents_; }
  const Incident* Find(const std::string& id) const;  // null: none
  std::string NextId() const;                         // "INC-1", "INC-2", ...
  // The incident that keeps an endpoint from being approved: neither signed off nor closed. Null: none.
  const Incident* Blocks(const std::string& endpoint) const;
  const std::set<std::string>& used_nonces() const { return used_nonces_; }

 private:
  void AddOpen(const LedgerEntry& entry);
  void AddSignOff(const LedgerEntry& entry, Incident& incident);

  const Approvers& approvers_;
  std::map<std::string, Incident> incidents_;
  std::set<std::string> used_nonces_;
};

// Refused: evidence is missing, or the signatures do not do.
OrRefusal<void> CheckSignOff(const Incident& incident, std::span<const Statement> statements,
                             const Approvers& approvers, Instant now, const std::set<std::string>& used);

}  // namespace veil
