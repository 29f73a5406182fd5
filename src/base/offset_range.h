#pragma once

#include <cstdint>

#include "base/operator_text.h"

namespace veil {

// The records of one partition that a batch took: [first_offset, next_offset), gaps included.
struct OffsetRange {
  OperatorText topic;
  std::int32_t partition = 0;
  std::int64_t first_offset = 0;
  std::int64_t next_offset = 0;  // the offset to commit

  bool operator==(const OffsetRange&) const = default;
};

}  // namespace veil
