#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/ledger_entry.h"
#include "endpoint/approvers.h"
#include "endpoint/decision.h"

namespace veil {

// How far the ledger says an endpoint's rights are. Each step is in the ledger before it is done at the broker, and
// again when it is done, so a step that was cut off shows as one of the two unfinished ones.
enum class GrantState : std::uint8_t {
  kNone,      // never decided, or undone
  kGranting,  // decided; not all rights are known to be at the broker
  kGranted,
  kRevoking,  // rights are to be removed; not all are known to be gone
  kRevoked,
};

Literal GrantStateName(GrantState state);

// What the ledger says of one endpoint.
struct EndpointRecord {
  GrantState state = GrantState::kNone;
  std::optional<Decision> decision;  // the last one
  std::set<std::string> principals;  // of all decisions
  std::string reason;                // of the last revocation

  // Rights that should be at the broker; with kGranting, that may be.
  std::vector<Acl> Rights() const;
};

// The acts that Veil writes on endpoints: kind, and members of details.
inline constexpr std::string_view kDecisionAct = "endpoint-decision";  // text, statement.1, statement.2
inline constexpr std::string_view kGrantAct = "endpoint-grant";        // endpoint, decision, state: done | undone
inline constexpr std::string_view kRevokeAct = "endpoint-revoke";      // endpoint, state: begun | done

LedgerAct DecisionAct(const Decision& decision, std::span<const Statement> statements, const std::string& who);
LedgerAct GrantAct(const std::string& endpoint, const Digest& decision, bool done, const std::string& who);
LedgerAct RevokeAct(const std::string& endpoint, bool done, const std::string& who, const std::string& why);

// The ledger's acts on endpoints, read from the first to the last. A decision counts only if its two signatures verify
// under the list of approvers, were valid when it was written and were never used before: whoever can write the topic
// still cannot decide.
class GrantBook {
 public:
  explicit GrantBook(const Approvers& approvers) : approvers_(approvers) {}  // borrowed; outlives this

  // The next act of the chain; entries that are no act on endpoints are passed over.
  void Add(const LedgerEntry& entry);

  const EndpointRecord& Of(const std::string& endpoint) const;
  const std::map<std::string, EndpointRecord>& records() const { return records_; }
  const std::set<std::string>& used_nonces() const { return used_nonces_; }
  // What cannot stand in a sound ledger, in words.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  void AddDecision(const LedgerEntry& entry);
  void AddGrant(const LedgerAct& act);
  void AddRevoke(const LedgerAct& act);

  const Approvers& approvers_;
  std::map<std::string, EndpointRecord> records_;
  std::set<std::string> used_nonces_;
  std::vector<std::string> faults_;
};

}  // namespace veil
