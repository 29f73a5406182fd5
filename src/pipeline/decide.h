#pragma once

#include <vector>

#include "base/action_kind.h"
#include "pipeline/finder.h"
#include "policy/policy.h"

namespace veil {

// Step 4: what becomes of each of found.resolved, in that order, and what surrogates are made of and how.
struct Decided {
  std::vector<ActionKind> actions;
  Derivation derivation = Derivation::kForbidden;
  CheckDigitRule check_digits = CheckDigitRule::kValid;

  bool operator==(const Decided&) const = default;
};

Decided Decide(const Policy& policy, const Found& found);

}  // namespace veil
