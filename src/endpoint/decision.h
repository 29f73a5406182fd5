#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/acl.h"
#include "base/digest.h"
#include "endpoint/approvers.h"
#include "endpoint/refusal.h"
#include "endpoint/registry.h"
#include "endpoint/statement.h"

namespace veil {

// What two people decide: that this principal may read these topics of this cluster until this day, given the
// endpoint's file with all its evidence and what the policy does. Its text is what they sign, and what the ledger
// keeps.
struct Decision {
  std::string cluster;  // Kafka's id of the cluster: a decision for one is none for another
  std::string policy;   // name and digest of the least policy
  Digest policy_digest;
  std::vector<Digest> accepted;  // other policies whose records may stand in the topics
  Day until;                     // the last day
  std::string endpoint;
  std::string principal;
  std::string group;
  std::vector<std::string> topics;
  std::string registry_text;  // CanonicalText of the endpoint

  // The rights it gives, exactly: READ and DESCRIBE on each topic, READ on the group, by whole names.
  std::vector<Acl> Rights() const;
  // Whether records made under a policy may be read.
  bool Accepts(const Digest& made_under) const;
};

// The decision on an endpoint as it stands in the registry. Refused unless every control is met on `today`.
OrRefusal<Decision> Propose(const Endpoint& endpoint, const std::string& cluster, const Digest& policy_digest,
                            Day today);

// In one form only; what the two statements are about is its digest.
std::string DecisionText(const Decision& decision);
inline Digest DecisionDigest(const Decision& decision) { return Digest::Of(DecisionText(decision)); }

// The inverse, for what the ledger holds. Errors: kAudit.
Result<Decision> ParseDecision(std::string_view text);

// What two signatures must be for.
struct SignedMatter {
  std::string_view purpose;
  std::string subject;
  Digest about;
};
inline constexpr std::string_view kApprovePurpose = "approve-endpoint";

// How long a signature may be valid for at most.
inline constexpr std::chrono::days kStatementValidityMax{14};

// Refused unless the statements are two, for this matter, valid at `now`, by two different people of two different
// roles, verify under the keys of the list, and use nonces that are not among `used`.
OrRefusal<void> CheckSignatures(const SignedMatter& matter, std::span<const Statement> statements,
                                const Approvers& approvers, Instant now, const std::set<std::string>& used);

}  // namespace veil
