#include "pipeline/decide.h"

#include "pipeline/provider_names.h"

namespace veil {

Decided Decide(const Policy& policy, const Found& found) {
  Decided decided{{}, policy.derivation(), policy.check_digits()};
  std::vector<ActionKind>& actions = decided.actions;
  std::vector<bool> ruled;
  actions.reserve(found.resolved.size());
  ruled.reserve(found.resolved.size());
  for (const Finding& finding : found.resolved) {
    const std::string& path = found.document.fields[finding.field].path;
    const std::optional<ActionKind> rule = policy.FieldRuleFor(finding.type, path);
    actions.push_back(rule.value_or(policy.ActionFor(finding.type, {})));
    ruled.push_back(rule.has_value());
  }
  if (policy.providers() == Providers::kKept) KeepProviderNames(found.document, found.resolved, ruled, actions);
  return decided;
}

}  // namespace veil
