#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "base/offset_range.h"
#include "message/raw_message.h"

namespace veil {

// A batch is complete when any of these is reached.
struct BatchLimits {
  std::size_t messages_max = 2000;
  std::size_t bytes_max = 8U << 20;
  std::chrono::milliseconds wait_max{200};
};

// What must be committed for a batch to be done, as its source says.
struct Checkpoint {
  std::vector<OffsetRange> ranges;
  std::string
      group_metadata;  // the consumer group's own bytes (rd_kafka_consumer_group_metadata_write); empty for files
};

struct Batch {
  std::vector<RawMessage> messages;
  Checkpoint checkpoint;
};

}  // namespace veil
