#pragma once

#include <cstddef>
#include <vector>

#include "app/config.h"
#include "app/control_record.h"
#include "base/result.h"

namespace veil {

// Which policies people put in force in a consumer group, as the control topic tells it. A rollback takes the newest
// away, so that a second one goes back one further.
class PolicyHistory {
 public:
  void Add(PolicyInForce in_force);

  // Null: nobody has put a policy in force; that of the configuration holds.
  const Policy* Current() const;
  // What was in force before; null: there is nothing to go back to.
  const Policy* Before() const;

  const std::vector<PolicyInForce>& acts() const { return acts_; }

 private:
  std::vector<PolicyInForce> acts_;
  std::vector<Policy> stack_;
};

// Reads the control topic to its end. Records that are broken are passed over, as workers do. Errors: kBroker.
Result<PolicyHistory> ReadPolicyHistory(const Config& config);

}  // namespace veil
