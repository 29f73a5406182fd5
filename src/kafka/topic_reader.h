#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "kafka/client.h"

namespace veil::kafka {

// A record as it stands in a topic that Veil writes (ledger, quarantine).
struct StoredRecord {
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  std::int64_t time_ms = 0;  // Unix milliseconds, as the broker keeps it
  std::string key;
  std::string value;
  std::vector<std::pair<std::string, std::string>> headers;

  // The value of a header; empty: none of that name.
  std::string Header(const std::string& name) const;
};

StoredRecord Stored(const rd_kafka_message_t& message);

// Gives every committed record of a topic, from its beginning to the end at the time of the call, partition by
// partition in order; `take` returns false to stop. Joins no group. Errors: kBroker: no broker, no such topic, nothing
// came within `timeout`.
Result<void> ReadTopic(const ClientOptions& client, const std::string& topic, std::chrono::milliseconds timeout,
                       const std::function<bool(StoredRecord)>& take);

}  // namespace veil::kafka
