#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/config.h"
#include "base/result.h"
#include "kafka/consumer.h"
#include "kafka/topic_reader.h"

namespace veil {

// Where a sealed record stands in the quarantine topic; people write "PARTITION/OFFSET".
struct QuarantineAddress {
  std::int32_t partition = 0;
  std::int64_t offset = 0;

  bool operator==(const QuarantineAddress&) const = default;
  std::string ToString() const;
  static std::optional<QuarantineAddress> Parse(std::string_view text);
};

// The consumer group whose committed offsets say which sealed records have been replayed: "<group>-replay".
std::string ReplayGroup(const Config& config);

// Gives every record of the quarantine topic; `take` returns false to stop. Errors: kBroker.
Result<void> ReadQuarantine(const Config& config, const std::function<bool(kafka::StoredRecord)>& take);

// What the replay group has committed, by partition of the quarantine topic. Errors: kBroker.
Result<std::map<kafka::Partition, std::int64_t>> ReplayedOffsets(const Config& config);

}  // namespace veil
