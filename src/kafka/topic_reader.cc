#include "kafka/topic_reader.h"

#include <algorithm>

namespace veil::kafka {
namespace {

// Reads one partition until librdkafka reports its end, which under read_committed is the last stable offset.
// False: `take` asked to stop.
Result<bool> ReadPartition(const Client& client, const std::string& topic, int partition,
                           std::chrono::milliseconds timeout, const std::function<bool(StoredRecord)>& take) {
  const PartitionList list = NewPartitionList();
  rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = RD_KAFKA_OFFSET_BEGINNING;
  if (rd_kafka_assign(client.get(), list.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Fail(ErrorCode::kBroker, "a partition cannot be read");
  }
  for (;;) {
    const Message message(rd_kafka_consumer_poll(client.get(), static_cast<int>(timeout.count())));
    if (message == nullptr) return Fail(ErrorCode::kBroker, "nothing came from the broker");
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) return true;
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) return Fail(ErrorCode::kBroker, "a partition cannot be read");
    if (!take(Stored(*message))) return false;
  }
}

}  // namespace

StoredRecord Stored(const rd_kafka_message_t& message) {
  StoredRecord record;
  record.partition = message.partition;
  record.offset = message.offset;
  rd_kafka_timestamp_type_t kind{};
  record.time_ms = rd_kafka_message_timestamp(&message, &kind);
  record.key.assign(static_cast<const char*>(message.key), message.key_len);
  record.value.assign(static_cast<const char*>(message.payload), message.len);
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return record;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
       ++i) {
    record.headers.emplace_back(name, std::string(static_cast<const char*>(value), size));
  }
  return record;
}

std::string StoredRecord::Header(const std::string& name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found != headers.end() ? found->second : "";
}

Result<void> ReadTopic(const ClientOptions& client, const std::string& topic, std::chrono::milliseconds timeout,
                       const std::function<bool(StoredRecord)>& take) {
  const Settings settings = {{"group.id", "veil-reader"},  // never joined; librdkafka asks for one
                             {"isolation.level", "read_committed"},
                             {"enable.auto.commit", "false"},
                             {"enable.partition.eof", "true"}};
  VEIL_ASSIGN(const Client consumer, Open(RD_KAFKA_CONSUMER, client, settings));
  rd_kafka_poll_set_consumer(consumer.get());
  VEIL_ASSIGN(const auto topics, Topics(consumer, timeout));
  const auto found = topics.find(topic);
  if (found == topics.end()) return Fail(ErrorCode::kBroker, "there is no such topic");
  for (int partition = 0; partition < found->second; ++partition) {
    VEIL_ASSIGN(const bool more, ReadPartition(consumer, topic, partition, timeout, take));
    if (!more) break;
  }
  rd_kafka_consumer_close(consumer.get());
  return {};
}

}  // namespace veil::kafka
