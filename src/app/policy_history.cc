#include "app/policy_history.h"

#include "kafka/topic_reader.h"

namespace veil {

void PolicyHistory::Add(PolicyInForce in_force) {
  if (stack_.empty()) stack_.push_back(in_force.old);
  if (in_force.rollback && stack_.size() > 1) stack_.pop_back();
  if (stack_.back().digest() != in_force.policy.digest()) stack_.push_back(in_force.policy);
  acts_.push_back(std::move(in_force));
}

const Policy* PolicyHistory::Current() const { return acts_.empty() ? nullptr : &stack_.back(); }

const Policy* PolicyHistory::Before() const { return stack_.size() < 2 ? nullptr : &stack_[stack_.size() - 2]; }

Result<PolicyHistory> ReadPolicyHistory(const Config& config) {
  PolicyHistory history;
  VEIL_TRY(kafka::ReadTopic(config.publish.client, config.control_topic, config.start_timeout,
                            [&](const kafka::StoredRecord& record) {
                              if (record.key != config.source.consumer.group) return true;
                              if (auto in_force = ParseControl(record.value)) history.Add(std::move(*in_force));
                              return true;
                            }));
  return history;
}

}  // namespace veil
