#include "kafka/producer.h"

#include <algorithm>

#include "base/log.h"

namespace veil::kafka {
namespace {

using Clock = std::chrono::steady_clock;

Headers MakeHeaders(const OutputRecord& record) {
  Headers headers(rd_kafka_headers_new(record.headers.size()));
  for (const auto& [name, value] : record.headers) {
    rd_kafka_header_add(headers.get(), name.data(), static_cast<ssize_t>(name.size()), value.data(),
                        static_cast<ssize_t>(value.size()));
  }
  return headers;
}

rd_kafka_resp_err_t Enqueue(rd_kafka_t* client, const OutputRecord& record) {
  Headers headers = MakeHeaders(record);
  const std::string topic(record.topic);
  const auto code = rd_kafka_producev(
      client, RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_PARTITION(record.partition),
      RD_KAFKA_V_KEY(record.key.data(), record.key.size()),
      RD_KAFKA_V_VALUE(const_cast<char*>(record.value.data()), record.value.size()),
      RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_HEADERS(headers.get()),
      RD_KAFKA_V_OPAQUE(reinterpret_cast<void*>(static_cast<std::uintptr_t>(record.number))), RD_KAFKA_V_END);
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) static_cast<void>(headers.release());  // the queue owns them now
  return code;
}

}  // namespace

// Any failed delivery makes librdkafka ask for an abort; only a record's size needs to be remembered, since the same
// record would fail again.
void Producer::OnDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
  auto& deliveries = *static_cast<Deliveries*>(opaque);
  const auto number = static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(message->_private));
  if (message->err == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) deliveries.too_large.push_back(number);
  if (!deliveries.keep_places || message->err != RD_KAFKA_RESP_ERR_NO_ERROR) return;
  deliveries.places[number] = {message->partition, message->offset};
}

Result<Producer> Producer::Open(const ClientOptions& client, const ProducerOptions& options) {
  auto deliveries = std::make_unique<Deliveries>();
  deliveries->keep_places = options.keep_places;
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set_dr_msg_cb(conf, &OnDelivery);
  rd_kafka_conf_set_opaque(conf, deliveries.get());
  const Settings settings = {
      {"transactional.id", options.transactional_id},
      {"transaction.timeout.ms", std::to_string(options.transaction_timeout.count())},
      {"message.max.bytes", std::to_string(options.record_bytes_max)},
      {"queue.buffering.max.kbytes", std::to_string(options.buffer_kib_max)},
      // Below the smallest max.message.bytes in use (1 MiB), so that a batch the broker refuses holds one record.
      {"batch.size", "900000"},
      {"partitioner", "murmur2_random"},
  };
  VEIL_ASSIGN(Client opened, kafka::Open(RD_KAFKA_PRODUCER, client, settings, conf));
  Producer producer(options, std::move(deliveries), std::move(opened));
  VEIL_TRY(producer.Run("kafka: open transactions", [&](int timeout_ms) {
    return rd_kafka_init_transactions(producer.client_.get(), timeout_ms);
  }));
  return producer;
}

// Runs one step of a transaction until it succeeds, fails for good, or the time for it is over.
template <typename Step>
Result<void> Producer::Run(Literal name, Step step) {
  const auto deadline = Clock::now() + options_.commit_timeout;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    const ApiError error(step(static_cast<int>(std::max<std::int64_t>(left.count(), 1))));
    if (error == nullptr) return {};
    log::Warn(name, log::With("error", ErrorName(rd_kafka_error_code(error.get()))));
    if (rd_kafka_error_is_fatal(error.get()) != 0) return Fail(ErrorCode::kFenced, "this producer is no longer valid");
    if (rd_kafka_error_txn_requires_abort(error.get()) != 0) {
      return Fail(ErrorCode::kTransactionAborted, "the transaction was aborted");
    }
    if (rd_kafka_error_is_retriable(error.get()) == 0)
      return Fail(ErrorCode::kBroker, "a step of a transaction failed");
    if (Clock::now() >= deadline) return Fail(ErrorCode::kBroker, "a step of a transaction took too long");
  }
}

Result<void> Producer::Begin() {
  deliveries_->too_large.clear();
  deliveries_->places.clear();
  return Run("kafka: begin", [this](int) { return rd_kafka_begin_transaction(client_.get()); });
}

Result<void> Producer::Produce(const OutputRecord& record) {
  constexpr int kWaitMs = 100;
  const auto deadline = Clock::now() + options_.commit_timeout;
  for (;;) {
    const rd_kafka_resp_err_t code = Enqueue(client_.get(), record);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
      rd_kafka_poll(client_.get(), 0);
      return {};
    }
    if (code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
      return Fail(ErrorCode::kTooLarge, "over publish.record_bytes_max");
    if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL || Clock::now() >= deadline) {
      log::Warn("kafka: produce", log::With("error", ErrorName(code)));
      if (code == RD_KAFKA_RESP_ERR__FATAL) return Fail(ErrorCode::kFenced, "this producer is no longer valid");
      return OrAbort(Fail(ErrorCode::kTransactionAborted, "a record was not accepted"));
    }
    rd_kafka_poll(client_.get(), kWaitMs);
  }
}

Result<void> Producer::SendOffsets(std::span<const OffsetRange> ranges, std::string_view group_metadata) {
  const PartitionList offsets = NewPartitionList();
  for (const OffsetRange& range : ranges) {
    rd_kafka_topic_partition_list_add(offsets.get(), range.topic.str().c_str(), range.partition)->offset =
        range.next_offset;
  }
  rd_kafka_consumer_group_metadata_t* read = nullptr;
  const ApiError bad(rd_kafka_consumer_group_metadata_read(&read, group_metadata.data(), group_metadata.size()));
  if (bad != nullptr) return OrAbort(Fail(ErrorCode::kTransactionAborted, "the group's metadata cannot be read"));
  const GroupMetadata group(read);
  return OrAbort(Run("kafka: send offsets", [&](int timeout_ms) {
    return rd_kafka_send_offsets_to_transaction(client_.get(), offsets.get(), group.get(), timeout_ms);
  }));
}

Result<void> Producer::Commit() {
  return OrAbort(
      Run("kafka: commit", [this](int timeout_ms) { return rd_kafka_commit_transaction(client_.get(), timeout_ms); }));
}

Result<void> Producer::Abort() {
  const auto step = [this](int timeout_ms) { return rd_kafka_abort_transaction(client_.get(), timeout_ms); };
  if (Run("kafka: abort", step)) return {};
  return Fail(ErrorCode::kFenced, "a transaction could not be aborted; this producer is no longer valid");
}

Result<Place> Producer::PlaceOf(std::size_t number) {
  rd_kafka_flush(client_.get(), static_cast<int>(options_.commit_timeout.count()));
  const auto place = deliveries_->places.find(number);
  if (place != deliveries_->places.end()) return place->second;
  if (rd_kafka_fatal_error(client_.get(), nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Fail(ErrorCode::kFenced, "this producer is no longer valid");
  }
  VEIL_TRY(Abort());
  return Fail(ErrorCode::kTransactionAborted, "the broker did not take a record");
}

Result<void> Producer::OrAbort(Result<void> done) {
  if (!done && done.error().code == ErrorCode::kTransactionAborted) VEIL_TRY(Abort());
  return done;
}

}  // namespace veil::kafka
