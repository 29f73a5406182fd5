#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/offset_range.h"
#include "base/result.h"
#include "kafka/client.h"

namespace veil::kafka {

struct ProducerOptions {
  std::string transactional_id;
  std::chrono::milliseconds transaction_timeout{30'000};  // after it the broker aborts what a dead worker left open
  std::chrono::milliseconds commit_timeout{60'000};       // how long one step of a transaction is retried
  std::size_t record_bytes_max = 33'500'000;              // a record with its key and headers
  std::size_t buffer_kib_max = 128U << 10;                // records that wait to be sent
  bool keep_places = false;                               // whether PlaceOf is asked
};

// A record to publish. Borrowed until Produce returns.
struct OutputRecord {
  std::string_view topic;
  std::int32_t partition = RD_KAFKA_PARTITION_UA;  // default: by the key
  std::string_view key;
  std::string_view value;
  std::vector<std::pair<std::string, std::string>> headers;
  std::size_t number = 0;  // the caller's; TooLarge() names it
};

// Where a record stands in its topic.
struct Place {
  std::int32_t partition = 0;
  std::int64_t offset = 0;
};

// A producer whose records become visible together or not at all, under one transactional id (KIP-98): the latest one
// that opens it fences all before it. Used by one thread.
//
// After an error of kTransactionAborted the transaction has been aborted and a new one may begin. After kFenced or
// kBroker this producer is of no more use.
class Producer {
 public:
  // Waits until the broker has ended what an earlier producer of this id left open. Errors: kBroker, kFenced, kConfig.
  static Result<Producer> Open(const ClientOptions& client, const ProducerOptions& options);
  Producer(Producer&&) = default;

  Result<void> Begin();
  // Copies the record into the queue to the broker; waits while the queue is full. Errors: kTooLarge over
  // record_bytes_max (the transaction stays open), kTransactionAborted, kFenced, kBroker.
  Result<void> Produce(const OutputRecord& record);
  // Makes each range's next offset part of the transaction. The broker refuses it when the group has moved on since
  // `group_metadata` was taken (KIP-447). Errors: kTransactionAborted, kFenced, kBroker.
  Result<void> SendOffsets(std::span<const OffsetRange> ranges, std::string_view group_metadata);
  // Errors: kTransactionAborted (see TooLarge), kFenced, kBroker: whether it was committed is then unknown.
  Result<void> Commit();
  Result<void> Abort();

  // Where the record of this number of the open transaction stands; waits until the broker has taken it. Takes
  // ProducerOptions::keep_places. Errors: kTransactionAborted, kFenced.
  Result<Place> PlaceOf(std::size_t number);

  // The numbers of the records of the last transaction that the broker refused for their size.
  const std::vector<std::size_t>& TooLarge() const { return deliveries_->too_large; }
  const Client& client() const { return client_; }

 private:
  // Written by the delivery callback, which librdkafka calls inside the functions of this class.
  struct Deliveries {
    bool keep_places = false;
    std::vector<std::size_t> too_large;
    std::map<std::size_t, Place> places;
  };

  Producer(ProducerOptions options, std::unique_ptr<Deliveries> deliveries, Client client)
      : options_(std::move(options)), deliveries_(std::move(deliveries)), client_(std::move(client)) {}

  static void OnDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque);

  template <typename Step>
  Result<void> Run(Literal name, Step step);
  Result<void> OrAbort(Result<void> done);

  ProducerOptions options_;
  std::unique_ptr<Deliveries> deliveries_;  // outlives the client, whose callback writes it
  Client client_;
};

}  // namespace veil::kafka
