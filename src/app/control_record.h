#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "policy/policy.h"

namespace veil {

// Says in the control topic that a policy is in force (docs/formats/control.md).
struct PolicyInForce {
  Policy policy;
  Policy old;  // that was in force before
  bool rollback = false;
  std::string who;
  std::string why;
  std::int64_t time_ms = 0;  // Unix milliseconds
};

// As the value of a record.
std::string SerializeControl(const PolicyInForce& in_force);

// The inverse. Errors: kConfig: not a record of this form, a policy that this program refuses, or one that is not of
// the digest that the record gives.
Result<PolicyInForce> ParseControl(std::string_view value);

}  // namespace veil
