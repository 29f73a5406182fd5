#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "kafka/client.h"

namespace veil::kafka {

struct ConsumerOptions {
  std::string group;
  std::vector<std::string> topics;  // names, or regular expressions that begin with '^'
  std::chrono::milliseconds session_timeout{10'000};
  std::chrono::milliseconds poll_interval_max{300'000};
  std::size_t buffer_kib_max = 32U << 10;  // what librdkafka fetches ahead
};

// A partition that this consumer reads.
struct Position {
  std::int64_t next = RD_KAFKA_OFFSET_INVALID;  // what a commit would say; invalid until a record was taken
};
using Partition = std::pair<std::string, std::int32_t>;  // topic, number

// A member of a consumer group that reads committed records and commits nothing itself: offsets go into the producer's
// transaction. Used by one thread; partitions come and go inside Poll alone.
class Consumer {
 public:
  // Joins the group. Errors: kConfig, kBroker.
  static Result<Consumer> Open(const ClientOptions& client, const ConsumerOptions& options);

  // Leaves the group, so that the others need not wait for the session to end.
  ~Consumer();
  Consumer(Consumer&&) = default;

  // The next record, or null if none came in time. Errors: kFenced, kBroker (fatal for this consumer).
  Result<Message> Poll(std::chrono::milliseconds timeout);

  // Whether the group has given this member its share, which may be no partition.
  bool HasShare() const { return state_->has_share; }
  // The partitions held now. Empty between losing them and being given others.
  const std::map<Partition, Position>& Assigned() const { return state_->assigned; }
  // Counts how often partitions were taken away: batches that began before hold records of another owner.
  std::uint64_t Revocations() const { return state_->revocations; }

  // The offset that the group has committed for a partition; RD_KAFKA_OFFSET_INVALID: none yet. Waits for transactions
  // that are still open on it. Errors: kBroker.
  Result<std::int64_t> Committed(const Partition& partition);

  // Goes back to the committed offsets of all partitions held; what was fetched ahead is dropped. Errors: kBroker.
  Result<void> Rewind();

  // What a transaction needs to know of this member and generation (KIP-447); private bytes of librdkafka.
  Result<std::string> GroupMetadata() const;

  // Records that are committed in the assigned partitions and not yet taken, by partition.
  std::map<Partition, std::int64_t> Lag() const;

  // Notes that records before `next` were taken.
  void Advance(const Partition& partition, std::int64_t next) { state_->assigned[partition].next = next; }

  const Client& client() const { return client_; }

 private:
  // Written by the rebalance callback, which librdkafka calls inside Poll.
  struct State {
    std::map<Partition, Position> assigned;
    std::uint64_t revocations = 0;
    bool has_share = false;
  };
  Consumer(std::unique_ptr<State> state, Client client) : state_(std::move(state)), client_(std::move(client)) {}

  static void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions,
                          void* opaque);

  std::unique_ptr<State> state_;  // outlives the client, whose callback writes it
  Client client_;
};

}  // namespace veil::kafka
