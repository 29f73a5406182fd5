#pragma once

#include <atomic>
#include <optional>
#include <thread>

#include "app/active_policy.h"
#include "app/config.h"
#include "app/control_feed.h"
#include "console/metrics.h"

namespace veil {

// Follows the control topic and puts in force what people activate there, on a thread of its own until it is destroyed.
// A feed that breaks is opened anew; meanwhile the policy stays.
class PolicyWatch {
 public:
  // All are borrowed and outlive the watch.
  PolicyWatch(const Config& config, ControlFeed feed, ActivePolicy& active, Metrics& metrics);
  ~PolicyWatch();
  PolicyWatch(const PolicyWatch&) = delete;
  PolicyWatch& operator=(const PolicyWatch&) = delete;

 private:
  void Follow();
  void Apply(PolicyInForce in_force);
  Result<void> Step();
  Result<void> Reopen();

  const Config& config_;
  std::optional<ControlFeed> feed_;
  ActivePolicy& active_;
  Metrics& metrics_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace veil
