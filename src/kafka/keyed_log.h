#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/result.h"
#include "kafka/client.h"

namespace veil::kafka {

struct KeyedRecord {
  std::int32_t partition = 0;
  std::string key;
  std::optional<std::string> value;  // nothing: a tombstone
};

// A topic that is read whole and appended to: a table that many processes share. Joins no group and no transaction.
// Used by one thread at a time.
class KeyedLog {
 public:
  // Errors: kBroker: no broker answers within `timeout`, or there is no such topic; kConfig. `timeout` also bounds what
  // Append and Read wait for.
  static Result<KeyedLog> Open(const ClientOptions& client, const std::string& topic,
                               std::chrono::milliseconds timeout);
  ~KeyedLog();
  KeyedLog(KeyedLog&&) = default;

  std::int32_t partitions() const { return partitions_; }

  // Appends the records, in order within a partition; returns when all in-sync replicas have them. Errors: kBroker:
  // some may have been appended; kConfig: the topic does not take a record of this size.
  Result<void> Append(std::span<const KeyedRecord> records);

  // Gives every record from `positions` (the next offset by partition; none: the beginning) to the end as it was at the
  // call, and moves the positions on after each. `take` returns false to stop. Errors: kBroker, also when the topic
  // does not reach to a position: it was made anew.
  using Positions = std::map<std::int32_t, std::int64_t>;
  Result<void> Read(Positions& positions, const std::function<bool(const KeyedRecord&)>& take);

 private:
  KeyedLog(ClientOptions options, std::string topic, std::chrono::milliseconds timeout)
      : options_(std::move(options)), topic_(std::move(topic)), timeout_(timeout) {}

  Result<void> OpenClients();
  Result<Positions> Ends() const;
  Result<void> GoTo(const Positions& positions, const Positions& ends);
  Result<bool> ReadOne(Positions& positions, const std::function<bool(const KeyedRecord&)>& take);

  ClientOptions options_;
  std::string topic_;
  std::chrono::milliseconds timeout_;
  Client producer_;
  Client consumer_;
  std::int32_t partitions_ = 0;
  Positions fetched_;  // where the consumer is; differs from the caller's only after an error
};

}  // namespace veil::kafka
