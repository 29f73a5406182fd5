#include "source/kafka_source.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace veil {
namespace {

using Clock = std::chrono::steady_clock;

std::string_view Bytes(const void* data, std::size_t size) {
  return size == 0 ? std::string_view() : std::string_view(static_cast<const char*>(data), size);
}

std::vector<Header> HeadersOf(const rd_kafka_message_t& record) {
  std::vector<Header> headers;
  rd_kafka_headers_t* all = nullptr;
  if (rd_kafka_message_headers(&record, &all) != RD_KAFKA_RESP_ERR_NO_ERROR) return headers;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0; rd_kafka_header_get_all(all, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
    headers.push_back({PhiString(name), PhiString(std::string(Bytes(value, size)))});
  }
  return headers;
}

}  // namespace

// A batch while it grows, and what has to hold for it to go on.
struct KafkaSource::Growing {
  Batch batch;
  std::map<kafka::Partition, OffsetRange> ranges;
  std::size_t bytes = 0;
  std::uint64_t revocations = 0;

  void Drop() {
    batch.messages.clear();
    ranges.clear();
    bytes = 0;
  }
};

Result<std::unique_ptr<KafkaSource>> KafkaSource::Open(const Options& options) {
  VEIL_ASSIGN(kafka::Consumer consumer, kafka::Consumer::Open(options.client, options.consumer));
  return std::unique_ptr<KafkaSource>(new KafkaSource(options, std::move(consumer)));
}

Result<Batch> KafkaSource::Take(const BatchLimits& limits) {
  Growing growing;
  growing.revocations = consumer_.Revocations();
  const auto deadline = Clock::now() + limits.wait_max;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    VEIL_ASSIGN(const kafka::Message record, consumer_.Poll(std::max(left, std::chrono::milliseconds(0))));
    if (consumer_.Revocations() != growing.revocations) {
      // Range assignment takes all partitions away at once, so the whole batch belongs to their next owners.
      growing.Drop();
      growing.revocations = consumer_.Revocations();
    }
    if (record != nullptr) VEIL_TRY(Add(*record, growing));
    const bool full = growing.batch.messages.size() >= limits.messages_max || growing.bytes >= limits.bytes_max;
    if (full || Clock::now() >= deadline) break;
  }
  for (auto& [partition, range] : growing.ranges) growing.batch.checkpoint.ranges.push_back(std::move(range));
  if (!growing.batch.messages.empty()) {
    VEIL_ASSIGN(growing.batch.checkpoint.group_metadata, consumer_.GroupMetadata());
  }
  return std::move(growing.batch);
}

Result<void> KafkaSource::Add(const rd_kafka_message_t& record, Growing& growing) {
  const kafka::Partition partition(rd_kafka_topic_name(record.rkt), record.partition);
  if (!consumer_.Assigned().contains(partition)) return {};
  const OperatorText topic{partition.first};
  auto range = growing.ranges.find(partition);
  if (range == growing.ranges.end()) {
    VEIL_ASSIGN(const std::int64_t first, FirstOffset(partition, record.offset));
    range = growing.ranges.emplace(partition, OffsetRange{topic, record.partition, first, first}).first;
  }
  range->second.next_offset = record.offset + 1;
  consumer_.Advance(partition, record.offset + 1);

  RawMessage message;
  message.origin = {topic, record.partition, record.offset};
  const auto format = options_.formats.find(partition.first);
  if (format != options_.formats.end()) message.format = format->second;
  message.bytes = PhiString(std::string(Bytes(record.payload, record.len)));
  message.key = PhiString(std::string(Bytes(record.key, record.key_len)));
  message.headers = HeadersOf(record);
  growing.bytes += record.len + record.key_len;
  growing.batch.messages.push_back(std::move(message));
  return {};
}

// Where a range begins: after what this source took before, else at the group's committed offset, else (a group that
// is new to the partition) at the record itself. Records before it were compacted away or are transaction markers.
Result<std::int64_t> KafkaSource::FirstOffset(const kafka::Partition& partition, std::int64_t record_offset) {
  const std::int64_t taken = consumer_.Assigned().at(partition).next;
  if (taken >= 0) return taken;
  VEIL_ASSIGN(const std::int64_t committed, consumer_.Committed(partition));
  return committed >= 0 && committed <= record_offset ? committed : record_offset;
}

Result<void> KafkaSource::Rewind() { return consumer_.Rewind(); }

}  // namespace veil
