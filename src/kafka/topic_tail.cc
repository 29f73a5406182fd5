#include "kafka/topic_tail.h"

#include "base/log.h"

namespace veil::kafka {
namespace {

// What passes by itself: librdkafka tries again.
bool Passes(rd_kafka_resp_err_t code) {
  return code == RD_KAFKA_RESP_ERR__TRANSPORT || code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN ||
         code == RD_KAFKA_RESP_ERR__TIMED_OUT || code == RD_KAFKA_RESP_ERR__RESOLVE ||
         code == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE || code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION;
}

}  // namespace

Result<TopicTail> TopicTail::Open(const ClientOptions& client, const std::string& topic,
                                  std::chrono::milliseconds timeout) {
  const Settings settings = {{"group.id", "veil-tail"},  // never joined; librdkafka asks for one
                             {"isolation.level", "read_committed"},
                             {"enable.auto.commit", "false"},
                             {"auto.offset.reset", "earliest"},
                             {"enable.partition.eof", "true"}};
  VEIL_ASSIGN(Client consumer, kafka::Open(RD_KAFKA_CONSUMER, client, settings));
  rd_kafka_poll_set_consumer(consumer.get());
  VEIL_ASSIGN(const auto topics, Topics(consumer, timeout));
  const auto found = topics.find(topic);
  if (found == topics.end()) return Fail(ErrorCode::kBroker, "there is no such topic");
  const PartitionList list = NewPartitionList();
  std::set<int> unread;
  for (int partition = 0; partition < found->second; ++partition) {
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = RD_KAFKA_OFFSET_BEGINNING;
    unread.insert(partition);
  }
  if (rd_kafka_assign(consumer.get(), list.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Fail(ErrorCode::kBroker, "a topic cannot be read");
  }
  return TopicTail(std::move(consumer), std::move(unread));
}

Result<std::optional<StoredRecord>> TopicTail::Next(std::chrono::milliseconds timeout) {
  const Message message(rd_kafka_consumer_poll(client_.get(), static_cast<int>(timeout.count())));
  if (message == nullptr) return std::nullopt;
  if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) return Stored(*message);
  if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
    unread_.erase(message->partition);
    return std::nullopt;
  }
  log::Warn("kafka: tail", log::With("error", ErrorName(message->err)));
  if (Passes(message->err)) return std::nullopt;
  return Fail(ErrorCode::kBroker, "a topic cannot be read");
}

}  // namespace veil::kafka
