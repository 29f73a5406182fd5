#include "app/subject_topic.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace veil {
namespace {

// Of a record's key: one byte of kind, then the subject's name, which is uniformly distributed.
std::int32_t PartitionOf(std::string_view key, std::int32_t partitions) {
  constexpr std::size_t kBytes = 4;
  std::uint32_t number = 0;
  for (const char c : key.substr(1, kBytes)) number = number << 8 | static_cast<unsigned char>(c);
  return static_cast<std::int32_t>(number % static_cast<std::uint32_t>(partitions));
}

}  // namespace

Result<std::unique_ptr<SubjectLog>> SubjectTopic::Open(const kafka::ClientOptions& client, const std::string& topic,
                                                       std::chrono::milliseconds timeout) {
  VEIL_ASSIGN(kafka::KeyedLog log, kafka::KeyedLog::Open(client, topic, timeout));
  return std::unique_ptr<SubjectLog>(new SubjectTopic(std::move(log)));
}

Result<void> SubjectTopic::Append(std::span<const LogRecord> records) {
  std::vector<kafka::KeyedRecord> keyed;
  keyed.reserve(records.size());
  for (const LogRecord& record : records) {
    keyed.push_back({PartitionOf(record.key, log_.partitions()), record.key, record.value});
  }
  return log_.Append(keyed);
}

Result<void> SubjectTopic::Read(LogPositions& positions, const Take& take) {
  return log_.Read(positions, [&](const kafka::KeyedRecord& record) { return take({record.key, record.value}); });
}

}  // namespace veil
