#include "app/preflight.h"

#include <chrono>
#include <map>
#include <vector>

#include "base/log.h"
#include "kafka/client.h"

namespace veil {
namespace {

using Clock = std::chrono::steady_clock;

// The topics that must be there before the start. What a pattern will match may come later.
std::vector<std::string> NeededTopics(const Config& config) {
  std::vector<std::string> needed = {config.publish.quarantine_topic, config.publish.ledger_topic};
  if (!config.control_topic.empty()) needed.push_back(config.control_topic);
  if (config.subjects.Wanted()) needed.push_back(config.subjects.topic);
  if (!config.vault_key_file.empty()) needed.push_back(config.publish.vault_topic);
  for (const std::string& topic : config.source.consumer.topics) {
    if (topic.starts_with('^')) continue;
    needed.push_back(topic);
    if (const auto clean = CleanTopic(config.publish.topics, topic)) needed.push_back(*clean);
  }
  return needed;
}

}  // namespace

std::string Preflight(const Config& config, const std::function<bool()>& stop) {
  const auto client = kafka::Open(RD_KAFKA_PRODUCER, config.source.client, {});
  if (!client) return std::string(client.error().what.view());
  constexpr std::chrono::seconds kBetweenLines{10};
  const auto deadline = Clock::now() + config.start_timeout;
  for (auto next_line = Clock::now();;) {
    const auto topics = kafka::Topics(*client, std::chrono::seconds(2));
    if (topics) {
      for (const std::string& needed : NeededTopics(config)) {
        if (!topics->contains(needed)) return "topic '" + needed + "' does not exist, or this user may not see it";
      }
      return "";
    }
    if (stop()) return "";
    if (Clock::now() >= next_line) {
      const auto left = std::chrono::duration_cast<std::chrono::seconds>(deadline - Clock::now());
      log::Warn("no broker answers yet", log::With("brokers", OperatorText(config.source.client.brokers)),
                log::With("gives_up_in_seconds", left.count()));
      next_line = Clock::now() + kBetweenLines;
    }
    if (Clock::now() >= deadline) return "no broker of '" + config.source.client.brokers + "' answers";
  }
}

}  // namespace veil
