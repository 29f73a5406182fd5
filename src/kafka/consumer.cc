#include "kafka/consumer.h"

#include <algorithm>

#include "base/log.h"

namespace veil::kafka {
namespace {

constexpr int kAnswerMs = 30'000;  // how long a question to the group's coordinator may take

PartitionList ListOf(const std::map<Partition, Position>& assigned) {
  PartitionList list = NewPartitionList();
  for (const auto& [partition, position] : assigned) {
    rd_kafka_topic_partition_list_add(list.get(), partition.first.c_str(), partition.second);
  }
  return list;
}

}  // namespace

// Range and eager: all partitions are given up before others are taken, so nothing is in flight while the group
// changes (docs/decisions/0004-stream.md).
void Consumer::OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions,
                           void* opaque) {
  State& state = *static_cast<State*>(opaque);
  state.assigned.clear();
  state.has_share = code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS;
  if (state.has_share) {
    for (int i = 0; i < partitions->cnt; ++i) {
      state.assigned.emplace(Partition(partitions->elems[i].topic, partitions->elems[i].partition), Position{});
    }
    rd_kafka_assign(client, partitions);
    log::Info("partitions assigned", log::With("partitions", partitions->cnt));
  } else {
    ++state.revocations;
    rd_kafka_assign(client, nullptr);
    log::Info("partitions revoked", log::With("partitions", partitions->cnt));
  }
}

Result<Consumer> Consumer::Open(const ClientOptions& client, const ConsumerOptions& options) {
  auto state = std::make_unique<State>();
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set_rebalance_cb(conf, &Consumer::OnRebalance);
  rd_kafka_conf_set_opaque(conf, state.get());
  const Settings settings = {
      {"group.id", options.group},
      {"isolation.level", "read_committed"},
      {"enable.auto.commit", "false"},
      {"enable.auto.offset.store", "false"},
      {"auto.offset.reset", "earliest"},
      {"partition.assignment.strategy", "range"},
      {"session.timeout.ms", std::to_string(options.session_timeout.count())},
      {"heartbeat.interval.ms", std::to_string(options.session_timeout.count() / 4)},
      {"max.poll.interval.ms", std::to_string(options.poll_interval_max.count())},
      {"queued.max.messages.kbytes", std::to_string(options.buffer_kib_max)},
      // A topic that a regular expression matches may appear at any time.
      {"topic.metadata.refresh.interval.ms", "10000"},
  };
  VEIL_ASSIGN(Client opened, kafka::Open(RD_KAFKA_CONSUMER, client, settings, conf));
  rd_kafka_poll_set_consumer(opened.get());
  const PartitionList topics = NewPartitionList();
  for (const std::string& topic : options.topics) {
    rd_kafka_topic_partition_list_add(topics.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
  }
  if (rd_kafka_subscribe(opened.get(), topics.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Fail(ErrorCode::kConfig, "librdkafka does not take the list of source topics");
  }
  return Consumer(std::move(state), std::move(opened));
}

Consumer::~Consumer() {
  if (client_ != nullptr) rd_kafka_consumer_close(client_.get());
}

Result<Message> Consumer::Poll(std::chrono::milliseconds timeout) {
  Message message(rd_kafka_consumer_poll(client_.get(), static_cast<int>(timeout.count())));
  if (message == nullptr || message->err == RD_KAFKA_RESP_ERR_NO_ERROR) return message;
  log::Warn("kafka: consume", log::With("error", ErrorName(message->err)));
  if (message->err == RD_KAFKA_RESP_ERR__FATAL) return Fail(ErrorCode::kFenced, "this consumer is no longer valid");
  // Anything else librdkafka retries: a broker that is away, a topic that is not there yet, a poll that came too late.
  return Message();
}

Result<std::int64_t> Consumer::Committed(const Partition& partition) {
  const PartitionList list = NewPartitionList();
  rd_kafka_topic_partition_list_add(list.get(), partition.first.c_str(), partition.second);
  const auto code = rd_kafka_committed(client_.get(), list.get(), kAnswerMs);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR || list->elems[0].err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Fail(ErrorCode::kBroker, "the group's committed offset is not known");
  }
  return list->elems[0].offset >= 0 ? list->elems[0].offset : RD_KAFKA_OFFSET_INVALID;
}

Result<void> Consumer::Rewind() {
  const PartitionList list = ListOf(state_->assigned);
  if (list->cnt == 0) return {};
  if (rd_kafka_committed(client_.get(), list.get(), kAnswerMs) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Fail(ErrorCode::kBroker, "the group's committed offsets are not known");
  }
  for (int i = 0; i < list->cnt; ++i) {
    rd_kafka_topic_partition_t& partition = list->elems[i];
    if (partition.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return Fail(ErrorCode::kBroker, "a partition's committed offset is not known");
    }
    if (partition.offset < 0) partition.offset = RD_KAFKA_OFFSET_BEGINNING;
    state_->assigned[{partition.topic, partition.partition}].next = RD_KAFKA_OFFSET_INVALID;
  }
  const ApiError error(rd_kafka_seek_partitions(client_.get(), list.get(), kAnswerMs));
  const bool sought = std::all_of(list->elems, list->elems + list->cnt, [](const rd_kafka_topic_partition_t& p) {
    return p.err == RD_KAFKA_RESP_ERR_NO_ERROR;
  });
  if (error != nullptr || !sought) return Fail(ErrorCode::kBroker, "the consumer cannot go back");
  return {};
}

Result<std::string> Consumer::GroupMetadata() const {
  const kafka::GroupMetadata metadata(rd_kafka_consumer_group_metadata(client_.get()));
  if (metadata == nullptr) return Fail(ErrorCode::kBroker, "no consumer group");
  void* bytes = nullptr;
  std::size_t size = 0;
  const ApiError error(rd_kafka_consumer_group_metadata_write(metadata.get(), &bytes, &size));
  if (error != nullptr) return Fail(ErrorCode::kInternal, "the group's metadata cannot be written");
  std::string written(static_cast<const char*>(bytes), size);
  rd_kafka_mem_free(client_.get(), bytes);
  return written;
}

std::map<Partition, std::int64_t> Consumer::Lag() const {
  constexpr int kShortMs = 2000;  // better no number than a late batch
  const PartitionList list = ListOf(state_->assigned);
  const bool known = std::ranges::all_of(state_->assigned, [](const auto& held) { return held.second.next >= 0; });
  if (!known && rd_kafka_committed(client_.get(), list.get(), kShortMs) != RD_KAFKA_RESP_ERR_NO_ERROR) return {};
  std::map<Partition, std::int64_t> lag;
  for (int i = 0; i < list->cnt; ++i) {
    const rd_kafka_topic_partition_t& element = list->elems[i];
    const Partition partition(element.topic, element.partition);
    std::int64_t low = 0;
    std::int64_t high = RD_KAFKA_OFFSET_INVALID;
    rd_kafka_get_watermark_offsets(client_.get(), element.topic, element.partition, &low, &high);
    if (high < 0) continue;  // nothing was fetched from it yet
    const std::int64_t taken = state_->assigned.at(partition).next;
    const std::int64_t next = taken >= 0 ? taken : std::max(low, element.offset);
    lag[partition] = std::max<std::int64_t>(high - next, 0);
  }
  return lag;
}

}  // namespace veil::kafka
