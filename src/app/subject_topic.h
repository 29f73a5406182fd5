#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "kafka/keyed_log.h"
#include "subject/subject_log.h"

namespace veil {

// The subject topic as the log of a SubjectStore. A subject's partition is its name's first bytes modulo their count,
// so that its records keep one order.
class SubjectTopic final : public SubjectLog {
 public:
  // Errors: kBroker, kConfig.
  static Result<std::unique_ptr<SubjectLog>> Open(const kafka::ClientOptions& client, const std::string& topic,
                                                  std::chrono::milliseconds timeout);

  std::int32_t partitions() const override { return log_.partitions(); }
  Result<void> Append(std::span<const LogRecord> records) override;
  Result<void> Read(LogPositions& positions, const Take& take) override;

 private:
  explicit SubjectTopic(kafka::KeyedLog log) : log_(std::move(log)) {}

  kafka::KeyedLog log_;
};

}  // namespace veil
