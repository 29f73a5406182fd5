#include "endpoint/decision.h"

#include <algorithm>

#include "audit/ledger.h"
#include "audit/ledger_line.h"
#include "endpoint/assessment.h"

namespace veil {
namespace {

constexpr std::string_view kFirstLine = "veil-decision-1\n";
constexpr std::chrono::minutes kClocksApart{5};  // how far two people's clocks may differ

void AppendLine(std::string& text, std::string_view key, std::string_view value) {
  text.append(key).append("=").append(LedgerString(value)).append("\n");
}

Acl Right(AclResource resource, const std::string& name, const std::string& principal, AclOperation operation) {
  return {resource, AclPattern::kLiteral, name, principal, "*", operation, AclPermission::kAllow};
}

// Reads the lines that AppendLine writes. It accepts somewhat more; ParseDecision compares with what it would write.
class Lines {
 public:
  explicit Lines(std::string_view text) : in_(text) {}

  bool Take(std::string_view key, std::string& value) {
    return in_.Skip(std::string(key) + "=") && in_.Read(value) && in_.Skip("\n");
  }
  bool At(std::string_view key) { return in_.Take(std::string(key) + "="); }
  bool Rest(std::string& value) { return in_.Read(value) && in_.Skip("\n"); }
  bool Skip(std::string_view text) { return in_.Skip(text); }
  std::size_t offset() const { return static_cast<std::size_t>(in_.offset()); }

 private:
  ledger_line::Reader in_;
};

bool ReadTopics(Lines& in, std::vector<std::string>& topics) {
  while (in.At("topic")) {
    if (!in.Rest(topics.emplace_back())) return false;
  }
  return true;
}

bool ReadAccepted(Lines& in, std::vector<Digest>& accepted) {
  while (in.At("accepted_policy")) {
    std::string hex;
    const auto digest = in.Rest(hex) ? Digest::FromHex(hex) : std::nullopt;
    if (!digest) return false;
    accepted.push_back(*digest);
  }
  return true;
}

// One statement by itself.
OrRefusal<const Approver*> CheckOne(const SignedMatter& matter, const Statement& statement, const Approvers& approvers,
                                    Instant now, const std::set<std::string>& used) {
  const std::string whose = "the signature of '" + statement.signer + "' ";
  const Approver* approver = approvers.Find(statement.signer);
  if (approver == nullptr) return Refuse("'" + statement.signer + "' is not in the list of approvers");
  if (!Verifies(statement, approver->public_key)) return Refuse(whose + "does not verify under the key in the list");
  if (statement.purpose != matter.purpose) return Refuse(whose + "is for another purpose, '" + statement.purpose + "'");
  if (statement.subject != matter.subject) return Refuse(whose + "is for '" + statement.subject + "'");
  if (statement.about != matter.about) {
    return Refuse(whose + "is about another text (" + statement.about.Hex() + "; this is " + matter.about.Hex() +
                  "): the file, its evidence, the policy or the cluster differs from what was signed");
  }
  if (statement.signed_at > now + kClocksApart) return Refuse(whose + "is dated in the future");
  if (statement.void_after < now) return Refuse(whose + "is void since " + InstantText(statement.void_after));
  if (statement.void_after > statement.signed_at + kStatementValidityMax) {
    return Refuse(whose + "would be valid for longer than 14 days");
  }
  if (approver->until && std::chrono::floor<std::chrono::days>(now) > *approver->until) {
    return Refuse("'" + statement.signer + "' may sign until " + DayText(*approver->until) + " only");
  }
  if (used.contains(statement.nonce)) return Refuse(whose + "was used before; a decision takes a new one");
  return approver;
}

}  // namespace

std::vector<Acl> Decision::Rights() const {
  std::vector<Acl> rights;
  for (const std::string& topic : topics) {
    rights.push_back(Right(AclResource::kTopic, topic, principal, AclOperation::kRead));
    rights.push_back(Right(AclResource::kTopic, topic, principal, AclOperation::kDescribe));
  }
  rights.push_back(Right(AclResource::kGroup, group, principal, AclOperation::kRead));
  return rights;
}

bool Decision::Accepts(const Digest& made_under) const {
  return made_under == policy_digest || std::ranges::find(accepted, made_under) != accepted.end();
}

OrRefusal<Decision> Propose(const Endpoint& endpoint, const std::string& cluster, const Digest& policy_digest,
                            Day today) {
  const Assessment assessment(endpoint, today);
  for (std::size_t i = 0; i < kControlCount; ++i) {
    const auto control = static_cast<VendorControl>(i);
    if (assessment.Of(control) == ControlStanding::kMet) continue;
    return Refuse(endpoint.name + ": no-go on " + DayText(today) + ": " + std::string(ControlName(control).view()) +
                  " is " + std::string(StandingName(assessment.Of(control)).view()) +
                  "; `veil endpoint check` shows all controls");
  }
  if (!assessment.go()) return Refuse(endpoint.name + ": no-go: the review was due by " + DayText(endpoint.review_by));
  return Decision{cluster,
                  endpoint.least_policy,
                  policy_digest,
                  endpoint.accepted_policies,
                  assessment.holds_until(),
                  endpoint.name,
                  endpoint.principal,
                  endpoint.group,
                  endpoint.topics,
                  CanonicalText(endpoint)};
}

std::string DecisionText(const Decision& decision) {
  std::string text(kFirstLine);
  AppendLine(text, "cluster", decision.cluster);
  AppendLine(text, "policy", decision.policy);
  AppendLine(text, "policy_digest", decision.policy_digest.Hex());
  for (const Digest& digest : decision.accepted) AppendLine(text, "accepted_policy", digest.Hex());
  AppendLine(text, "until", DayText(decision.until));
  AppendLine(text, "endpoint", decision.endpoint);
  AppendLine(text, "principal", decision.principal);
  AppendLine(text, "group", decision.group);
  for (const std::string& topic : decision.topics) AppendLine(text, "topic", topic);
  return text + decision.registry_text;
}

Result<Decision> ParseDecision(std::string_view text) {
  Decision decision;
  std::string policy_digest;
  std::string until;
  Lines in(text);
  const bool read = in.Skip(kFirstLine) && in.Take("cluster", decision.cluster) && in.Take("policy", decision.policy) &&
                    in.Take("policy_digest", policy_digest) && ReadAccepted(in, decision.accepted) &&
                    in.Take("until", until) && in.Take("endpoint", decision.endpoint) &&
                    in.Take("principal", decision.principal) && in.Take("group", decision.group) &&
                    ReadTopics(in, decision.topics);
  const auto digest = Digest::FromHex(policy_digest);
  const auto day = ParseDay(until);
  if (!read || !digest || !day) return Fail(ErrorCode::kAudit, "not a decision");
  decision.policy_digest = *digest;
  decision.until = *day;
  decision.registry_text = text.substr(in.offset());
  if (DecisionText(decision) != text) return Fail(ErrorCode::kAudit, "not a decision in canonical form");
  return decision;
}

OrRefusal<void> CheckSignatures(const SignedMatter& matter, std::span<const Statement> statements,
                                const Approvers& approvers, Instant now, const std::set<std::string>& used) {
  if (statements.size() != 2) return Refuse("a decision takes two signatures");
  VEIL_ASSIGN(const Approver* first, CheckOne(matter, statements[0], approvers, now, used));
  VEIL_ASSIGN(const Approver* second, CheckOne(matter, statements[1], approvers, now, used));
  if (first->name == second->name || first->public_key == second->public_key) {
    return Refuse("both signatures are by '" + first->name + "'; a decision takes two people");
  }
  if (first->role == second->role) {
    return Refuse("'" + first->name + "' and '" + second->name + "' have the same role, " +
                  std::string(ApproverRoleName(first->role).view()) + "; a decision takes two roles");
  }
  if (statements[0].nonce == statements[1].nonce) return Refuse("both signatures have the same nonce");
  return {};
}

}  // namespace veil
