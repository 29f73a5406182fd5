#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>

#include "base/result.h"
#include "kafka/client.h"
#include "kafka/topic_reader.h"

namespace veil::kafka {

// Reads all partitions of a small topic from their beginning and goes on with what comes: every process that follows
// it sees every committed record. Joins no group, commits nothing. Used by one thread.
class TopicTail {
 public:
  // Errors: kBroker: no broker within `timeout`, no such topic, or this user may not see it; kConfig.
  static Result<TopicTail> Open(const ClientOptions& client, const std::string& topic,
                                std::chrono::milliseconds timeout);

  // The next committed record; nothing if none came within `timeout`, or the broker is away. Errors: kBroker: the topic
  // can no longer be read.
  Result<std::optional<StoredRecord>> Next(std::chrono::milliseconds timeout);

  // Whether all that was there was given out, since each partition was at its end at least once.
  bool CaughtUp() const { return unread_.empty(); }

 private:
  TopicTail(Client client, std::set<int> unread) : client_(std::move(client)), unread_(std::move(unread)) {}

  Client client_;
  std::set<int> unread_;  // partitions whose end has not been seen
};

}  // namespace veil::kafka
