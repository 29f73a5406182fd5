#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "base/literal.h"

namespace veil {

// What a worker needs before it is ready.
enum class Condition : std::uint8_t {
  kPolicy,    // a policy is loaded
  kKey,       // the keys are loaded
  kBroker,    // the broker answers
  kAssigned,  // the consumer group has given this worker its share, which may be no partition
};
inline constexpr std::size_t kConditionCount = static_cast<std::size_t>(Condition::kAssigned) + 1;

Literal ConditionName(Condition condition);  // "policy", "key", "broker", "assigned"

// Whether the process does its work: each worker has all conditions and none is stopping. Thread-safe.
class Health {
 public:
  explicit Health(std::size_t workers);

  void Set(std::size_t worker, Condition condition, bool holds);
  void SetAll(Condition condition, bool holds);
  void SetStopping();  // from now on not ready, for good

  bool Ready() const;
  // "ready", or "stopping" and a line for each worker that lacks something: "worker 0: missing broker assigned". Each
  // line ends with LF.
  std::string Describe() const;

 private:
  bool ReadyLocked() const;

  mutable std::mutex lock_;
  std::vector<std::uint8_t> holds_;  // a bit a condition, one byte a worker
  bool stopping_ = false;
};

}  // namespace veil
