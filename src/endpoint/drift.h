#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/acl.h"
#include "base/literal.h"
#include "endpoint/book.h"
#include "endpoint/names.h"

namespace veil {

enum class DriftKind : std::uint8_t {
  kMissing,      // decided, and not at the broker
  kExtra,        // an endpoint's principal has it, and no decision says so
  kEverybody,    // all users have it, endpoints among them
  kOtherReader,  // somebody who is no endpoint may read a clean topic
  kUnfinished,   // a grant or revocation was cut off
  kExpired,      // the decision is over, and the rights still stand
  kPolicy,       // a granted topic holds records of a policy that the decision does not accept
  kLedger,       // the ledger holds what no two people decided
};

Literal DriftKindName(DriftKind kind);

struct DriftFinding {
  DriftKind kind = DriftKind::kMissing;
  std::string what;
};

// Under which policies the ledger says the records of a clean topic were made.
using TopicPolicies = std::map<std::string, std::set<Digest>>;

// Where the broker's access list differs from what the ledger says was decided, on `today`. None: the broker enforces
// exactly the decisions. Wide entries (prefixes, '*') and entries for one host alone are no decision's, so they are
// findings like any other.
std::vector<DriftFinding> Drift(const GrantBook& book, std::span<const Acl> broker, const GrantableTopics& topics,
                                const TopicPolicies& policies, Day today);

// The first topic with records that the decision does not accept, with their policy; empty: none.
std::string PolicyFault(const Decision& decision, const TopicPolicies& policies);

// Whether an entry lets its principal read a clean topic.
bool ReadsCleanTopic(const Acl& acl, const GrantableTopics& topics);

}  // namespace veil
