#include "endpoint/book.h"

#include <array>

namespace veil {
namespace {

constexpr std::array<Literal, 5> kStates = {"none", "granting", "granted", "revoking", "revoked"};  // by GrantState
const std::string kDone = "done";
const std::string kUndone = "undone";
const std::string kBegun = "begun";

std::string Detail(const LedgerAct& act, const std::string& word) {
  const auto found = act.details.find(word);
  return found != act.details.end() ? found->second : "";
}

}  // namespace

Literal GrantStateName(GrantState state) { return kStates[static_cast<std::size_t>(state)]; }

std::vector<Acl> EndpointRecord::Rights() const {
  const bool some = state == GrantState::kGranting || state == GrantState::kGranted;
  return some && decision ? decision->Rights() : std::vector<Acl>();
}

LedgerAct DecisionAct(const Decision& decision, std::span<const Statement> statements, const std::string& who) {
  LedgerAct act{std::string(kDecisionAct), who, "approved by two people", {}};
  act.details["endpoint"] = decision.endpoint;
  act.details["text"] = DecisionText(decision);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    act.details["statement." + std::to_string(i + 1)] = StatementText(statements[i]);
  }
  return act;
}

LedgerAct GrantAct(const std::string& endpoint, const Digest& decision, bool done, const std::string& who) {
  return {std::string(kGrantAct),
          who,
          done ? "as decided" : "the decision no longer holds",
          {{"endpoint", endpoint}, {"decision", decision.Hex()}, {"state", done ? kDone : kUndone}}};
}

LedgerAct RevokeAct(const std::string& endpoint, bool done, const std::string& who, const std::string& why) {
  return {std::string(kRevokeAct), who, why, {{"endpoint", endpoint}, {"state", done ? kDone : kBegun}}};
}

void GrantBook::Add(const LedgerEntry& entry) {
  if (!entry.act) return;
  if (entry.act->kind == kDecisionAct) AddDecision(entry);
  if (entry.act->kind == kGrantAct) AddGrant(*entry.act);
  if (entry.act->kind == kRevokeAct) AddRevoke(*entry.act);
}

void GrantBook::AddDecision(const LedgerEntry& entry) {
  const LedgerAct& act = *entry.act;
  const std::string what =
      "the ledger's decision on '" + Detail(act, "endpoint") + "' of entry " + std::to_string(entry.sequence) + " ";
  const auto decision = ParseDecision(Detail(act, "text"));
  const auto first = ParseStatement(Detail(act, "statement.1"));
  const auto second = ParseStatement(Detail(act, "statement.2"));
  if (!decision || !first || !second) {
    faults_.push_back(what + "cannot be read");
    return;
  }
  const std::array statements = {*first, *second};
  const Instant when = std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(entry.time_ms)));
  const SignedMatter matter{kApprovePurpose, decision->endpoint, Digest::Of(Detail(act, "text"))};
  const auto checked = CheckSignatures(matter, statements, approvers_, when, used_nonces_);
  for (const Statement& statement : statements) used_nonces_.insert(statement.nonce);
  if (!checked) {
    faults_.push_back(what + "does not count: " + checked.error().what);
    return;
  }
  EndpointRecord& record = records_[decision->endpoint];
  record.state = GrantState::kGranting;
  record.principals.insert(decision->principal);
  record.decision = *decision;
}

void GrantBook::AddGrant(const LedgerAct& act) {
  EndpointRecord& record = records_[Detail(act, "endpoint")];
  const bool fits = record.state == GrantState::kGranting && record.decision &&
                    DecisionDigest(*record.decision).Hex() == Detail(act, "decision");
  if (!fits) {
    faults_.push_back("the ledger says that rights of '" + Detail(act, "endpoint") +
                      "' were granted without a decision");
    return;
  }
  record.state = Detail(act, "state") == kDone ? GrantState::kGranted : GrantState::kNone;
}

void GrantBook::AddRevoke(const LedgerAct& act) {
  EndpointRecord& record = records_[Detail(act, "endpoint")];
  record.state = Detail(act, "state") == kDone ? GrantState::kRevoked : GrantState::kRevoking;
  record.reason = act.why;
}

const EndpointRecord& GrantBook::Of(const std::string& endpoint) const {
  static const EndpointRecord kUnknown;
  const auto found = records_.find(endpoint);
  return found != records_.end() ? found->second : kUnknown;
}

}  // namespace veil
