#include "endpoint/grants.h"

#include <algorithm>

namespace veil {
namespace {

bool Holds(std::span<const Acl> list, const Acl& acl) { return std::ranges::find(list, acl) != list.end(); }

std::vector<Acl> Missing(std::span<const Acl> present, std::span<const Acl> wanted) {
  std::vector<Acl> missing;
  std::ranges::copy_if(wanted, std::back_inserter(missing), [&](const Acl& acl) { return !Holds(present, acl); });
  return missing;
}

}  // namespace

std::vector<Acl> RightsBeyond(std::span<const Acl> present, const std::set<std::string>& principals,
                              std::span<const Acl> wanted) {
  std::vector<Acl> beyond;
  std::ranges::copy_if(present, std::back_inserter(beyond), [&](const Acl& acl) {
    return principals.contains(acl.principal) && acl.permission != AclPermission::kDeny && !Holds(wanted, acl);
  });
  return beyond;
}

OrRefusal<void> Grants::Note(const LedgerAct& act) {
  VEIL_ASSIGN(const LedgerEntry entry, log_.Append(act));
  book_.Add(entry);
  return {};
}

// What a principal has before the first decision on it was given by hand, perhaps for another purpose: it is for people
// to clear up, not to be taken away in passing.
OrRefusal<void> Grants::CheckPrincipal(const Decision& decision) {
  for (const auto& [name, record] : book_.records()) {
    if (name != decision.endpoint && record.principals.contains(decision.principal)) {
      return Refuse("principal '" + decision.principal + "' was that of endpoint '" + name + "'; each has its own");
    }
  }
  VEIL_ASSIGN(const std::vector<Acl> present, broker_.Read());
  const std::vector<Acl> beyond = RightsBeyond(present, {decision.principal}, book_.Of(decision.endpoint).Rights());
  if (!beyond.empty()) {
    return Refuse("'" + decision.principal + "' has a right that no decision gave it: " + AclText(beyond.front()) +
                  "; remove it first");
  }
  const std::vector<Acl> everybody = RightsBeyond(present, {"User:*"}, {});
  if (!everybody.empty()) {
    return Refuse("everybody has a right, this endpoint too: " + AclText(everybody.front()) + "; remove it first");
  }
  return {};
}

OrRefusal<void> Grants::Settle(const std::set<std::string>& principals, const std::vector<Acl>& wanted) {
  VEIL_ASSIGN(std::vector<Acl> present, broker_.Read());
  VEIL_TRY(broker_.Remove(RightsBeyond(present, principals, wanted)));
  VEIL_TRY(broker_.Create(Missing(present, wanted)));
  constexpr int kLooks = 50;
  for (int i = 0; i < kLooks; ++i) {
    VEIL_ASSIGN(present, broker_.Read());
    if (RightsBeyond(present, principals, wanted).empty() && Missing(present, wanted).empty()) return {};
    broker_.Wait();
  }
  return Refuse("the access list is not as it was set; somebody else changes it, or the brokers are behind",
                RefusalKind::kEnvironment);
}

OrRefusal<void> Grants::Grant(const Decision& decision, std::span<const Statement> statements,
                              const Approvers& approvers, Instant now) {
  const SignedMatter matter{kApprovePurpose, decision.endpoint, DecisionDigest(decision)};
  VEIL_TRY(CheckSignatures(matter, statements, approvers, now, book_.used_nonces()));
  VEIL_TRY(CheckPrincipal(decision));
  VEIL_TRY(Note(DecisionAct(decision, statements, who_)));
  const EndpointRecord& record = book_.Of(decision.endpoint);
  if (record.state != GrantState::kGranting) {
    return Refuse("the decision does not count as the ledger has it: " + book_.faults().back());
  }
  VEIL_TRY(Settle(record.principals, record.Rights()));
  return Note(GrantAct(decision.endpoint, matter.about, true, who_));
}

OrRefusal<void> Grants::Revoke(const std::string& endpoint, const std::string& why) {
  const EndpointRecord& record = book_.Of(endpoint);
  if (record.principals.empty()) return Refuse("the ledger has no decision on '" + endpoint + "'");
  if (record.state == GrantState::kRevoked) return Settle(record.principals, {});
  VEIL_TRY(Note(RevokeAct(endpoint, false, who_, why)));
  VEIL_TRY(Settle(record.principals, {}));
  return Note(RevokeAct(endpoint, true, who_, why));
}

OrRefusal<std::vector<std::string>> Grants::Sweep(Day today,
                                                  const std::function<bool(const std::string& endpoint)>& holds) {
  std::vector<std::string> names;
  for (const auto& [name, record] : book_.records()) names.push_back(name);
  std::vector<std::string> done;
  for (const std::string& name : names) {
    VEIL_ASSIGN(std::string what, SweepOne(name, today, holds(name)));
    if (!what.empty()) done.push_back(std::move(what));
  }
  return done;
}

OrRefusal<std::string> Grants::SweepOne(const std::string& endpoint, Day today, bool holds) {
  const EndpointRecord& record = book_.Of(endpoint);
  const bool over = record.decision && record.decision->until < today;
  if (record.state == GrantState::kGranting) {
    const bool finish = holds && !over;
    const Digest decision = DecisionDigest(*record.decision);
    VEIL_TRY(Settle(record.principals, finish ? record.Rights() : std::vector<Acl>()));
    VEIL_TRY(Note(GrantAct(endpoint, decision, finish, who_)));
    return endpoint + (finish ? ": a grant that was cut off is finished" : ": a grant that was cut off is undone");
  }
  if (record.state == GrantState::kRevoking) {
    VEIL_TRY(Settle(record.principals, {}));
    VEIL_TRY(Note(RevokeAct(endpoint, true, who_, record.reason)));
    return endpoint + ": a revocation that was cut off is finished";
  }
  if (record.state == GrantState::kGranted && over) {
    const std::string why = "decided until " + DayText(record.decision->until);
    VEIL_TRY(Revoke(endpoint, why));
    return endpoint + ": revoked, " + why;
  }
  return std::string();
}

}  // namespace veil
