#include "app/control_feed.h"

#include "base/log.h"

namespace veil {

Result<ControlFeed> ControlFeed::Open(const Config& config, std::function<void()> refused,
                                      std::chrono::milliseconds timeout) {
  VEIL_ASSIGN(kafka::TopicTail tail, kafka::TopicTail::Open(config.publish.client, config.control_topic, timeout));
  return ControlFeed(config, std::move(refused), std::move(tail));
}

Result<std::optional<PolicyInForce>> ControlFeed::Newest(std::chrono::milliseconds timeout) {
  constexpr std::chrono::milliseconds kTick{100};
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  std::optional<PolicyInForce> newest;
  while (!tail_.CaughtUp()) {
    if (std::chrono::steady_clock::now() > deadline) return Fail(ErrorCode::kBroker, "the control topic does not end");
    VEIL_ASSIGN(std::optional<PolicyInForce> next, Next(kTick));
    if (next) newest = std::move(next);
  }
  return newest;
}

Result<std::optional<PolicyInForce>> ControlFeed::Next(std::chrono::milliseconds timeout) {
  VEIL_ASSIGN(const std::optional<kafka::StoredRecord> record, tail_.Next(timeout));
  if (!record || record->key != config_.source.consumer.group) return std::nullopt;
  auto in_force = ParseControl(record->value);
  if (in_force) return std::move(*in_force);
  log::Failure("a record of the control topic is refused; the policy stays", log::With("partition", record->partition),
               log::With("offset", record->offset), log::With("why", in_force.error().what));
  refused_();
  return std::nullopt;
}

}  // namespace veil
