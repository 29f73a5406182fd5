#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "base/result.h"

namespace veil {

struct LogRecord {
  std::string key;
  std::optional<std::string> value;  // nothing: the key is erased
};

// Where a reader of the log is: by partition, the offset of the next record.
using LogPositions = std::map<std::int32_t, std::int64_t>;

// The log that all processes share: the truth of which their stores are replicas. Records of one subject stand in one
// partition, in one order for all. Used by one thread at a time.
class SubjectLog {
 public:
  virtual ~SubjectLog() = default;

  // How many partitions there are.
  virtual std::int32_t partitions() const = 0;

  // Appends the records; returns when none of them can be lost. Errors: kBroker: some may have been appended.
  virtual Result<void> Append(std::span<const LogRecord> records) = 0;

  // Gives every record from `positions` on to the end of the log as it was at the call, in order within a partition,
  // and moves the positions on; a partition without a position is read from its beginning. `take` returns false to
  // stop early. Errors: kBroker: nothing came in time, or the log does not reach to a position.
  using Take = std::function<bool(const LogRecord&)>;
  virtual Result<void> Read(LogPositions& positions, const Take& take) = 0;
};

}  // namespace veil
