#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "app/config.h"
#include "app/control_record.h"
#include "base/result.h"
#include "kafka/topic_tail.h"

namespace veil {

// What the control topic says for one consumer group, record by record. A record that is broken (another form, a policy
// that does not pass or is not of its digest) is refused: it is logged, `refused` is told, and what was in force goes
// on. Used by one thread.
class ControlFeed {
 public:
  // Errors: kBroker: no broker in time, no such topic, or this user may not read it.
  static Result<ControlFeed> Open(const Config& config, std::function<void()> refused,
                                  std::chrono::milliseconds timeout);

  // Reads to the end; the newest policy that holds, or nothing where none was put in force. Errors: kBroker: the end
  // did not come in time.
  Result<std::optional<PolicyInForce>> Newest(std::chrono::milliseconds timeout);
  // The next policy that is put in force; nothing if none came in time. Errors: kBroker.
  Result<std::optional<PolicyInForce>> Next(std::chrono::milliseconds timeout);

 private:
  ControlFeed(const Config& config, std::function<void()> refused, kafka::TopicTail tail)
      : config_(config), refused_(std::move(refused)), tail_(std::move(tail)) {}

  const Config& config_;
  std::function<void()> refused_;
  kafka::TopicTail tail_;
};

}  // namespace veil
