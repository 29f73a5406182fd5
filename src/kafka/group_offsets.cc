#include "kafka/group_offsets.h"

#include "kafka/handle.h"

namespace veil::kafka {
namespace {

using Offsets = std::map<std::pair<std::string, std::int32_t>, std::int64_t>;
using Question =
    std::unique_ptr<rd_kafka_ListConsumerGroupOffsets_t, Freed<&rd_kafka_ListConsumerGroupOffsets_destroy>>;
using AdminOptions = std::unique_ptr<rd_kafka_AdminOptions_t, Freed<&rd_kafka_AdminOptions_destroy>>;
using Queue = std::unique_ptr<rd_kafka_queue_t, Freed<&rd_kafka_queue_destroy>>;
using Event = std::unique_ptr<rd_kafka_event_t, Freed<&rd_kafka_event_destroy>>;

constexpr Literal kNoAnswer = "the group's committed offsets cannot be read";

Offsets Positive(const rd_kafka_topic_partition_list_t& list) {
  Offsets offsets;
  for (int i = 0; i < list.cnt; ++i) {
    const rd_kafka_topic_partition_t& partition = list.elems[i];
    if (partition.err != RD_KAFKA_RESP_ERR_NO_ERROR || partition.offset < 0) continue;
    offsets[{partition.topic, partition.partition}] = partition.offset;
  }
  return offsets;
}

}  // namespace

Result<Offsets> CommittedOffsets(const ClientOptions& options, const std::string& group,
                                 std::chrono::milliseconds timeout) {
  VEIL_ASSIGN(const Client client, Open(RD_KAFKA_PRODUCER, options, {}));
  const Queue queue(rd_kafka_queue_new(client.get()));
  const AdminOptions admin(rd_kafka_AdminOptions_new(client.get(), RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS));
  const auto wait_ms = static_cast<int>(timeout.count());
  const bool accepted =
      rd_kafka_AdminOptions_set_request_timeout(admin.get(), wait_ms, nullptr, 0) == RD_KAFKA_RESP_ERR_NO_ERROR;
  if (!accepted) return Fail(ErrorCode::kBroker, kNoAnswer);
  const Question question(rd_kafka_ListConsumerGroupOffsets_new(group.c_str(), nullptr));  // all partitions
  rd_kafka_ListConsumerGroupOffsets_t* questions[] = {question.get()};
  rd_kafka_ListConsumerGroupOffsets(client.get(), questions, 1, admin.get(), queue.get());

  const Event event(rd_kafka_queue_poll(queue.get(), wait_ms));
  if (event == nullptr || rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Fail(ErrorCode::kBroker, kNoAnswer);
  }
  std::size_t count = 0;
  const auto* result = rd_kafka_event_ListConsumerGroupOffsets_result(event.get());
  const rd_kafka_group_result_t** groups = rd_kafka_ListConsumerGroupOffsets_result_groups(result, &count);
  if (count != 1 || rd_kafka_group_result_error(groups[0]) != nullptr) return Fail(ErrorCode::kBroker, kNoAnswer);
  return Positive(*rd_kafka_group_result_partitions(groups[0]));
}

}  // namespace veil::kafka
