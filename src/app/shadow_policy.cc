#include "app/shadow_policy.h"

#include "pipeline/deidentifier.h"

namespace veil {

std::string ShadowFault(const Policy& policy, const Policy& shadow) {
  if (FitForShadow(policy, shadow)) return "";
  if (shadow.output() == PolicyOutput::kNone) return shadow.name() + " publishes nothing, so it would change nothing";
  return shadow.name() + " says other columns or members than " + policy.name() +
         "; a shadow works on what was read and found once";
}

ConfigResult<std::optional<Policy>> LoadShadow(const std::string& name_or_path, const std::string& folder,
                                               const Policy& policy) {
  if (name_or_path.empty()) return std::nullopt;
  VEIL_ASSIGN(Policy shadow, Policy::Load(name_or_path, folder));
  std::string fault = ShadowFault(policy, shadow);
  if (!fault.empty()) return tl::make_unexpected(ConfigError{name_or_path, 0, 0, "as a shadow: " + std::move(fault)});
  return shadow;
}

}  // namespace veil
