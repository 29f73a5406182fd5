#include "pipeline/vaulting.h"

#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/check.h"

namespace veil {

Result<std::string> SealedVault(const Document& document, std::span<const Finding> findings,
                                std::span<const ActionKind> actions, std::span<const Replacement> replacements,
                                const Subject& subject, const VaultKey& key) {
  VEIL_CHECK(findings.size() == actions.size());
  std::vector<VaultEntry> entries;
  std::set<std::tuple<IdentifierType, std::string_view, std::string_view>> seen;
  std::size_t made = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (actions[i] == ActionKind::kKeep) continue;
    const std::string_view surrogate = replacements[made++].text.Expose();
    if (actions[i] != ActionKind::kSurrogate && actions[i] != ActionKind::kShift) continue;
    const Span& span = findings[i].span;
    const std::string_view text = document.fields[findings[i].field].text.Expose();
    const std::string_view original = text.substr(span.begin, span.size());
    if (original == surrogate || !seen.emplace(findings[i].type, original, surrogate).second) continue;
    entries.push_back({findings[i].type, PhiString(std::string(original)), PhiString(std::string(surrogate))});
  }
  if (entries.empty()) return std::string();
  return SealVault(entries, subject, key);
}

}  // namespace veil
