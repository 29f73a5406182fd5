#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "subject/subject_log.h"

namespace veil {

// A compacted topic in memory that several stores share, each through a log of its own.
class SharedLog {
 public:
  std::unique_ptr<SubjectLog> Open() { return std::make_unique<View>(*this); }

  // Keeps the latest record of each key, as the broker's cleaner does; offsets stay.
  void Compact() {
    const std::lock_guard lock(mutex_);
    std::map<std::string, std::int64_t> latest;
    for (const Stored& stored : records_) latest[stored.record.key] = stored.offset;
    std::erase_if(records_, [&](const Stored& stored) { return latest[stored.record.key] != stored.offset; });
  }

  // Appends fail from now on, or do not.
  void Break(bool broken) { broken_ = broken; }
  // Called before each Append, outside of the lock: what another process does first.
  std::function<void()> before_append;

  std::vector<LogRecord> Records() const {
    std::vector<LogRecord> records;
    for (const Stored& stored : records_) records.push_back(stored.record);
    return records;
  }
  void Put(LogRecord record) { records_.push_back({next_++, std::move(record)}); }

 private:
  struct Stored {
    std::int64_t offset;
    LogRecord record;
  };

  class View final : public SubjectLog {
   public:
    explicit View(SharedLog& log) : log_(log) {}
    std::int32_t partitions() const override { return 1; }
    Result<void> Append(std::span<const LogRecord> records) override {
      if (auto before = std::exchange(log_.before_append, nullptr)) before();
      const std::lock_guard lock(log_.mutex_);
      if (log_.broken_) return Fail(ErrorCode::kBroker, "the log is broken");
      for (const LogRecord& record : records) log_.Put(record);
      return {};
    }
    Result<void> Read(LogPositions& positions, const Take& take) override {
      const std::lock_guard lock(log_.mutex_);
      std::int64_t& next = positions[0];
      for (const Stored& stored : log_.records_) {
        if (stored.offset < next) continue;
        if (!take(stored.record)) return {};
        next = stored.offset + 1;
      }
      next = log_.next_;
      return {};
    }

   private:
    SharedLog& log_;
  };

  mutable std::mutex mutex_;
  std::vector<Stored> records_;
  std::int64_t next_ = 0;
  bool broken_ = false;
};

}  // namespace veil
