#include "audit/shadow_report.h"

#include "audit/ledger.h"
#include "audit/ledger_line.h"

namespace veil {
namespace {

constexpr std::size_t kLabelWidth = 38;
constexpr std::size_t kNumberWidth = 12;

std::string Row(std::string label, std::uint64_t number) {
  const std::string digits = std::to_string(number);
  label.resize(std::max(label.size() + 1, kLabelWidth + kNumberWidth - digits.size()), ' ');
  return label + digits + "\n";
}

std::string Word(Literal literal) { return std::string(literal.view()); }

}  // namespace

void AddShadow(ShadowCounts& sum, const ShadowCounts& one) {
  sum.policy = one.policy;
  sum.clean += one.clean;
  sum.quarantined += one.quarantined;
  sum.differ += one.differ;
  for (const auto& [reason, count] : one.quarantine_reasons) sum.quarantine_reasons[reason] += count;
  for (const auto& [change, count] : one.changes) sum.changes[change] += count;
}

std::string ShadowText(const ShadowCounts& shadow) {
  std::string text = "Shadow policy " + shadow.policy.Hex() + ", of which nothing was published\n";
  text += Row("  messages that it saw", shadow.clean + shadow.quarantined);
  text += Row("  would be clean", shadow.clean);
  text += Row("  would be quarantined", shadow.quarantined);
  for (const auto& [reason, count] : shadow.quarantine_reasons) text += Row("    " + LedgerString(reason), count);
  text += Row("  would come out otherwise", shadow.differ);
  text += "  identifiers that it would treat otherwise" + std::string(shadow.changes.empty() ? ": none\n" : "\n");
  for (const auto& [change, count] : shadow.changes) {
    std::string label = "    " + Word(IdentifierTypeName(change.type));
    label.resize(std::max<std::size_t>(label.size() + 1, 20), ' ');
    text += Row(label + Word(ActionKindName(change.from)) + " -> " + Word(ActionKindName(change.to)), count);
  }
  return text;
}

std::string ShadowJson(const ShadowCounts& shadow) {
  std::string json;
  ledger_line::AppendShadow(json, shadow);
  return json;
}

}  // namespace veil
