#include "endpoint/drift.h"

#include <algorithm>
#include <array>
#include <set>

namespace veil {
namespace {

constexpr std::array<Literal, 8> kNames = {"missing",    "extra",   "everybody", "other reader",
                                           "unfinished", "expired", "policy",    "ledger"};  // by DriftKind
constexpr std::string_view kEverybody = "User:*";

bool Begins(const std::string& text, const std::string& beginning) { return text.starts_with(beginning); }

bool CoversCleanTopic(const Acl& acl, const GrantableTopics& topics) {
  if (acl.pattern != AclPattern::kPrefixed) return acl.name == "*" || topics.Contains(acl.name);
  // A prefix covers clean topics if it begins their prefix, or goes on from it.
  return Begins(topics.prefix, acl.name) || Begins(acl.name, topics.prefix) ||
         std::ranges::any_of(topics.others, [&acl](const std::string& topic) { return Begins(topic, acl.name); });
}

class Comparison {
 public:
  Comparison(const GrantBook& book, std::span<const Acl> broker, const GrantableTopics& topics,
             const TopicPolicies& policies, Day today)
      : topics_(topics), policies_(policies), today_(today) {
    for (const std::string& fault : book.faults()) Add(DriftKind::kLedger, fault);
    const std::set<Acl> present(broker.begin(), broker.end());
    for (const auto& [name, record] : book.records()) Compare(name, record, present);
    for (const Acl& acl : present) {
      if (!decided_.contains(acl)) Judge(acl);
    }
  }

  std::vector<DriftFinding> findings;

 private:
  void Add(DriftKind kind, std::string what) { findings.push_back({kind, std::move(what)}); }

  void Compare(const std::string& name, const EndpointRecord& record, const std::set<Acl>& present) {
    endpoints_.insert(record.principals.begin(), record.principals.end());
    const bool unfinished = record.state == GrantState::kGranting || record.state == GrantState::kRevoking;
    if (unfinished) {
      Add(DriftKind::kUnfinished, name + " is " + std::string(GrantStateName(record.state).view()) +
                                      "; `veil endpoint sweep` finishes or undoes it");
    }
    const std::vector<Acl> rights = record.Rights();
    if (!rights.empty() && record.decision->until < today_) {
      Add(DriftKind::kExpired, name + " was decided until " + DayText(record.decision->until) +
                                   "; `veil endpoint sweep` removes its rights");
    }
    const std::string fault = rights.empty() ? "" : PolicyFault(*record.decision, policies_);
    if (!fault.empty()) Add(DriftKind::kPolicy, name + ": " + fault);
    for (const Acl& right : rights) {
      decided_.insert(right);
      if (!unfinished && !present.contains(right)) Add(DriftKind::kMissing, AclText(right));
    }
  }

  // An entry that no decision gives.
  void Judge(const Acl& acl) {
    if (endpoints_.contains(acl.principal)) {
      Add(DriftKind::kExtra, AclText(acl));
    } else if (acl.principal == kEverybody && acl.permission == AclPermission::kAllow) {
      Add(DriftKind::kEverybody, AclText(acl));
    } else if (ReadsCleanTopic(acl, topics_)) {
      Add(DriftKind::kOtherReader, AclText(acl));
    }
  }

  const GrantableTopics& topics_;
  const TopicPolicies& policies_;
  Day today_;
  std::set<Acl> decided_;
  std::set<std::string> endpoints_;
};

}  // namespace

Literal DriftKindName(DriftKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::string PolicyFault(const Decision& decision, const TopicPolicies& policies) {
  for (const std::string& topic : decision.topics) {
    const auto made = policies.find(topic);
    if (made == policies.end()) continue;
    for (const Digest& policy : made->second) {
      if (!decision.Accepts(policy)) return topic + " holds records of policy " + policy.Hex();
    }
  }
  return "";
}

bool ReadsCleanTopic(const Acl& acl, const GrantableTopics& topics) {
  const bool reads = acl.operation == AclOperation::kRead || acl.operation == AclOperation::kAll ||
                     acl.operation == AclOperation::kOther;
  return acl.resource == AclResource::kTopic && acl.permission != AclPermission::kDeny && reads &&
         CoversCleanTopic(acl, topics);
}

std::vector<DriftFinding> Drift(const GrantBook& book, std::span<const Acl> broker, const GrantableTopics& topics,
                                const TopicPolicies& policies, Day today) {
  return Comparison(book, broker, topics, policies, today).findings;
}

}  // namespace veil
