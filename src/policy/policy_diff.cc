#include "policy/policy_diff.h"

#include <algorithm>
#include <map>

#include "policy/policy_words.h"

namespace veil {
namespace {

std::string Words(Literal literal) { return std::string(literal.view()); }

std::string TypeTitle(IdentifierType type) {
  return Words(TypeWords(type)) + " (" + std::string(IdentifierTypeName(type).view()) + ")";
}

// How much of the original an action shows: nothing, some, all.
int Shown(ActionKind action) {
  if (action == ActionKind::kKeep) return 2;
  return action == ActionKind::kGeneralize || action == ActionKind::kShift ? 1 : 0;
}

Disclosure Compare(int before, int after) {
  if (before == after) return Disclosure::kSame;
  return after > before ? Disclosure::kMore : Disclosure::kLess;
}

class Differences {
 public:
  void Add(std::string what, const std::string& before, const std::string& after, Disclosure disclosure) {
    if (before != after) list_.push_back({std::move(what), before, after, disclosure});
  }
  std::vector<PolicyDifference> Take() { return std::move(list_); }

 private:
  std::vector<PolicyDifference> list_;
};

void DiffActions(const Policy& before, const Policy& after, Differences& out) {
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const auto type = static_cast<IdentifierType>(i);
    const ActionKind was = before.ActionFor(type, {});
    const ActionKind is = after.ActionFor(type, {});
    out.Add(TypeTitle(type), Words(ActionWords(was, type)), Words(ActionWords(is, type)),
            Compare(Shown(was), Shown(is)));
  }
}

// A rule of a field holds for identifiers of any type in it.
std::string FieldWords(ActionKind action) { return "what stands in it: " + Words(ActionKindName(action)); }

void DiffFields(const Policy& before, const Policy& after, Differences& out) {
  std::map<std::string, std::pair<std::string, std::string>> rules;
  std::map<std::string, std::pair<int, int>> shown;
  const std::string unsaid = "as its type";
  for (const auto& [path, action] : before.fields()) {
    rules[path] = {FieldWords(action), unsaid};
    shown[path].first = Shown(action);
  }
  for (const auto& [path, action] : after.fields()) {
    rules.try_emplace(path, unsaid, unsaid).first->second.second = FieldWords(action);
    shown[path].second = Shown(action);
  }
  for (const auto& [path, words] : rules) {
    out.Add("field " + path, words.first, words.second, Compare(shown[path].first, shown[path].second));
  }
}

void DiffNamed(const std::string& kind, const std::vector<NamedRule>& before, const std::vector<NamedRule>& after,
               Differences& out) {
  std::map<std::string, std::pair<std::string, std::string>> rules;
  const std::string unsaid = "not said";
  for (const NamedRule& rule : before) rules[rule.name] = {NamedRuleWord(rule), unsaid};
  for (const NamedRule& rule : after) {
    rules.try_emplace(rule.name, unsaid, unsaid).first->second.second = NamedRuleWord(rule);
  }
  for (const auto& [name, words] : rules) {
    const bool safe_before = words.first == "safe";
    const bool safe_after = words.second == "safe";
    out.Add(kind + " " + name, words.first, words.second, Compare(safe_before ? 1 : 0, safe_after ? 1 : 0));
  }
}

}  // namespace

std::vector<PolicyDifference> DiffPolicies(const Policy& before, const Policy& after) {
  Differences out;
  out.Add("legal basis", Words(BasisWords(before.basis())), Words(BasisWords(after.basis())), Disclosure::kSame);
  const bool published = before.output() == PolicyOutput::kClean && after.output() == PolicyOutput::kClean;
  out.Add("what is published", Words(OutputWords(before.output())), Words(OutputWords(after.output())),
          before.output() == PolicyOutput::kNone ? Disclosure::kMore : Disclosure::kLess);
  if (published) {
    out.Add("surrogates", Words(DerivationWords(before.derivation())), Words(DerivationWords(after.derivation())),
            after.derivation() == Derivation::kKeyed ? Disclosure::kMore : Disclosure::kLess);
    DiffActions(before, after, out);
    out.Add("check digits of surrogates", Words(CheckDigitsWords(before.check_digits())),
            Words(CheckDigitsWords(after.check_digits())), Disclosure::kSame);
    out.Add("what surrogates stand for", Words(VaultWords(before.keeps_vault())),
            Words(VaultWords(after.keeps_vault())), after.keeps_vault() ? Disclosure::kMore : Disclosure::kLess);
    out.Add("names of clinicians in fields", Words(ProvidersWords(before.providers())),
            Words(ProvidersWords(after.providers())),
            after.providers() == Providers::kKept ? Disclosure::kMore : Disclosure::kLess);
    DiffFields(before, after, out);
  }
  DiffNamed("column", before.columns(), after.columns(), out);
  DiffNamed("member", before.members(), after.members(), out);
  return out.Take();
}

std::vector<PolicyStatement> StatePolicy(const Policy& policy) {
  std::vector<PolicyStatement> statements = {{"legal basis", Words(BasisWords(policy.basis()))},
                                             {"what is published", Words(OutputWords(policy.output()))}};
  if (policy.output() == PolicyOutput::kClean) {
    statements.push_back({"surrogates", Words(DerivationWords(policy.derivation()))});
    for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
      const auto type = static_cast<IdentifierType>(i);
      statements.push_back({TypeTitle(type), Words(ActionWords(policy.ActionFor(type, {}), type))});
    }
    statements.push_back({"check digits of surrogates", Words(CheckDigitsWords(policy.check_digits()))});
    statements.push_back({"what surrogates stand for", Words(VaultWords(policy.keeps_vault()))});
    statements.push_back({"names of clinicians in fields", Words(ProvidersWords(policy.providers()))});
  }
  for (const auto& [path, action] : policy.fields()) statements.push_back({"field " + path, FieldWords(action)});
  for (const NamedRule& rule : policy.columns()) statements.push_back({"column " + rule.name, NamedRuleWord(rule)});
  for (const NamedRule& rule : policy.members()) statements.push_back({"member " + rule.name, NamedRuleWord(rule)});
  return statements;
}

}  // namespace veil
