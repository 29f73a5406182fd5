#pragma once

#include <optional>
#include <string>

#include "base/config_error.h"
#include "policy/policy.h"

namespace veil {

// Why a policy cannot run as the shadow of another (FitForShadow); empty: it can.
std::string ShadowFault(const Policy& policy, const Policy& shadow);

// The policy that shall run beside `policy`; no name: nothing. Errors as Policy::Load, and that it cannot.
ConfigResult<std::optional<Policy>> LoadShadow(const std::string& name_or_path, const std::string& folder,
                                               const Policy& policy);

}  // namespace veil
