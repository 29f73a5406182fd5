#include "kafka/keyed_log.h"

#include <algorithm>
#include <cstddef>

#include "base/log.h"

namespace veil::kafka {
namespace {

using Clock = std::chrono::steady_clock;

int Milliseconds(Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

// What became of the records of one Append.
struct Delivery {
  std::size_t open = 0;
  rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
};

// Called by Append on its own thread.
void OnDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void*) {
  auto& delivery = *static_cast<Delivery*>(message->_private);
  --delivery.open;
  if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) delivery.code = message->err;
}

Result<Client> OpenProducer(const ClientOptions& client, std::chrono::milliseconds timeout) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set_dr_msg_cb(conf, &OnDelivery);
  return Open(RD_KAFKA_PRODUCER, client,
              {{"enable.idempotence", "true"},
               {"acks", "all"},
               {"linger.ms", "1"},
               {"message.timeout.ms", std::to_string(timeout.count())}},
              conf);
}

Result<Client> OpenConsumer(const ClientOptions& client) {
  VEIL_ASSIGN(Client consumer,
              Open(RD_KAFKA_CONSUMER, client,
                   {{"group.id",
                     "veil-keyed-log"},  // never joined; librdkafka asks for one
                                         // No transaction writes here, and one that somebody left open must not block.
                    {"isolation.level", "read_uncommitted"},
                    {"enable.auto.commit", "false"},
                    {"enable.partition.eof", "true"},
                    {"auto.offset.reset", "error"}}));
  rd_kafka_poll_set_consumer(consumer.get());
  return consumer;
}

rd_kafka_resp_err_t Enqueue(rd_kafka_t* producer, const std::string& topic, const KeyedRecord& record,
                            Delivery& delivery) {
  char* value = record.value ? const_cast<char*>(record.value->data()) : nullptr;
  const std::size_t size = record.value ? record.value->size() : 0;
  return rd_kafka_producev(producer, RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_PARTITION(record.partition),
                           RD_KAFKA_V_KEY(record.key.data(), record.key.size()), RD_KAFKA_V_VALUE(value, size),
                           RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_OPAQUE(&delivery), RD_KAFKA_V_END);
}

}  // namespace

Result<KeyedLog> KeyedLog::Open(const ClientOptions& client, const std::string& topic,
                                std::chrono::milliseconds timeout) {
  KeyedLog log(client, topic, timeout);
  VEIL_TRY(log.OpenClients());
  VEIL_ASSIGN(const auto topics, Topics(log.consumer_, timeout));
  const auto found = topics.find(topic);
  if (found == topics.end() || found->second == 0) return Fail(ErrorCode::kBroker, "there is no such topic");
  log.partitions_ = found->second;
  return log;
}

Result<void> KeyedLog::OpenClients() {
  if (consumer_ == nullptr) {
    VEIL_ASSIGN(consumer_, OpenConsumer(options_));
  }
  // An idempotent producer may come to a state that it cannot leave.
  if (producer_ == nullptr || rd_kafka_fatal_error(producer_.get(), nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    VEIL_ASSIGN(producer_, OpenProducer(options_, timeout_));
  }
  return {};
}

KeyedLog::~KeyedLog() {
  if (consumer_ != nullptr) rd_kafka_consumer_close(consumer_.get());
}

Result<void> KeyedLog::Append(std::span<const KeyedRecord> records) {
  constexpr int kWaitMs = 100;
  VEIL_TRY(OpenClients());
  const auto deadline = Clock::now() + timeout_;
  // librdkafka reports on each record within message.timeout.ms, so the wait ends, and nothing outlives `delivery`.
  Delivery delivery;
  rd_kafka_resp_err_t refused = RD_KAFKA_RESP_ERR_NO_ERROR;
  for (const KeyedRecord& record : records) {
    ++delivery.open;
    while ((refused = Enqueue(producer_.get(), topic_, record, delivery)) == RD_KAFKA_RESP_ERR__QUEUE_FULL &&
           Clock::now() < deadline) {
      rd_kafka_poll(producer_.get(), kWaitMs);
    }
    if (refused != RD_KAFKA_RESP_ERR_NO_ERROR) {
      --delivery.open;
      break;
    }
  }
  while (delivery.open > 0) rd_kafka_poll(producer_.get(), kWaitMs);
  const rd_kafka_resp_err_t code = refused != RD_KAFKA_RESP_ERR_NO_ERROR ? refused : delivery.code;
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
  log::Warn("kafka: append", log::With("topic", OperatorText(topic_)), log::With("error", ErrorName(code)));
  if (code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) {
    return Fail(ErrorCode::kConfig, "the topic does not take records of this size");
  }
  return Fail(ErrorCode::kBroker, "a record was not acknowledged by all replicas");
}

// The offset after the last record, by partition; one question to each broker.
Result<KeyedLog::Positions> KeyedLog::Ends() const {
  const PartitionList list = NewPartitionList();
  for (std::int32_t partition = 0; partition < partitions_; ++partition) {
    rd_kafka_topic_partition_list_add(list.get(), topic_.c_str(), partition)->offset = RD_KAFKA_OFFSET_END;
  }
  const auto code = rd_kafka_offsets_for_times(consumer_.get(), list.get(), static_cast<int>(timeout_.count()));
  Positions ends;
  for (int i = 0; i < list->cnt; ++i) {
    const rd_kafka_topic_partition_t& one = list->elems[i];
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR || one.err != RD_KAFKA_RESP_ERR_NO_ERROR || one.offset < 0) {
      return Fail(ErrorCode::kBroker, "the end of a topic is not known");
    }
    ends[one.partition] = one.offset;
  }
  return ends;
}

// Lets the consumer fetch from the positions, unless that is where it is. A partition without a position begins at its
// first offset that there is.
Result<void> KeyedLog::GoTo(const Positions& positions, const Positions& ends) {
  for (const auto& [partition, next] : positions) {
    const auto end = ends.find(partition);
    if (end == ends.end() || next > end->second) {
      return Fail(ErrorCode::kBroker, "a topic ends before what was read of it; was it made anew?");
    }
  }
  if (!fetched_.empty() && fetched_ == positions) return {};
  const PartitionList list = NewPartitionList();
  for (const auto& [partition, end] : ends) {
    const auto known = positions.find(partition);
    rd_kafka_topic_partition_list_add(list.get(), topic_.c_str(), partition)->offset =
        known != positions.end() ? known->second : RD_KAFKA_OFFSET_BEGINNING;
  }
  fetched_.clear();
  if (rd_kafka_assign(consumer_.get(), list.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Fail(ErrorCode::kBroker, "a topic cannot be read");
  }
  return {};
}

Result<void> KeyedLog::Read(Positions& positions, const std::function<bool(const KeyedRecord&)>& take) {
  VEIL_ASSIGN(const Positions ends, Ends());
  VEIL_TRY(GoTo(positions, ends));
  const auto behind = [&](const auto& end) {
    const auto at = positions.find(end.first);
    return end.second > 0 && (at == positions.end() || at->second < end.second);
  };
  while (std::ranges::any_of(ends, behind)) {
    const Result<bool> more = ReadOne(positions, take);
    if (!more || !*more) {
      fetched_.clear();
      if (!more) return tl::make_unexpected(more.error());
      return {};
    }
  }
  for (const auto& [partition, end] : ends) positions.emplace(partition, end);  // those that are empty
  fetched_ = positions;
  return {};
}

// False: `take` asked to stop.
Result<bool> KeyedLog::ReadOne(Positions& positions, const std::function<bool(const KeyedRecord&)>& take) {
  const Message message(rd_kafka_consumer_poll(consumer_.get(), Milliseconds(Clock::now() + timeout_)));
  if (message == nullptr) return Fail(ErrorCode::kBroker, "nothing came from the broker");
  if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
    // Compaction may have taken the last records, so the end is where the broker says, not after a record.
    std::int64_t& position = positions[message->partition];
    position = std::max(position, message->offset);
    return true;
  }
  if (message->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET) {
    return Fail(ErrorCode::kBroker, "a topic no longer holds what was to be read of it");
  }
  if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    log::Warn("kafka: read", log::With("topic", OperatorText(topic_)), log::With("error", ErrorName(message->err)));
    return Fail(ErrorCode::kBroker, "a topic cannot be read");
  }
  KeyedRecord record{message->partition, std::string(static_cast<const char*>(message->key), message->key_len), {}};
  if (message->payload != nullptr) record.value.emplace(static_cast<const char*>(message->payload), message->len);
  if (!take(record)) return false;
  positions[message->partition] = message->offset + 1;
  return true;
}

}  // namespace veil::kafka
