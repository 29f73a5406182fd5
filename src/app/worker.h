#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/active_policy.h"
#include "app/batch_entry.h"
#include "app/batch_subjects.h"
#include "app/config.h"
#include "app/pace.h"
#include "app/stage_clock.h"
#include "base/result.h"
#include "console/health.h"
#include "console/metrics.h"
#include "publish/kafka_publisher.h"
#include "source/kafka_source.h"

namespace veil {

// What all workers of a process share: read-only, or thread-safe.
struct Shared {
  const Config& config;
  const ActivePolicy& policy;  // asked before each batch
  QuarantineKey quarantine_key;
  BatchMakers makers;  // without chain and policy
  Metrics& metrics;
  Health& health;
  const std::atomic<bool>& stop;
  SubjectStore* subjects = nullptr;  // null: none
};

// One thread's share of the stream: takes a batch, processes it, commits it, and so on until `stop`.
//
// Whatever fails, a batch is either committed whole or taken again. An aborted transaction sends the source back to the
// group's committed offsets; a producer or consumer that is no longer valid (fenced, broker away for long) is replaced
// by a new one, which begins at the committed offsets too. Each replacement begins a new chain of the ledger.
class Worker {
 public:
  Worker(const Shared& shared, std::size_t number) : shared_(shared), number_(number), clock_(shared.metrics) {}

  // Returns when `stop` is set, or with kConfig when the stream cannot go on without the operator.
  Result<void> Run();

 private:
  // Messages and what became of them, by the same index.
  struct Done {
    std::vector<Outcome> outcomes;
    std::vector<Receipt> receipts;
    Digest policy;  // that they were processed under
  };

  Result<void> Stream();
  Result<void> Open();
  Result<void> Step();
  Result<void> Settle(const Batch& batch, const Done& done);
  Result<void> GoBack(const Error& why, const Done& done);
  Result<Done> Process(Batch& batch);
  Processed ProcessOne(RawMessage message, const Processing& processing, const Subjects* subjects);
  void Count(const Done& done, double commit_seconds);
  void CountShadow();
  void Observe();
  void ForgetLag();

  const Shared& shared_;
  std::size_t number_;
  StageClock clock_;
  Pace pace_{std::chrono::milliseconds(0)};
  std::unique_ptr<KafkaSource> source_;
  std::unique_ptr<KafkaPublisher> publisher_;
  std::string chain_;
  std::optional<LedgerEntry> last_;  // the chain's last committed entry
  bool progressed_ = false;          // since the last start: something was committed
  int aborted_in_a_row_ = 0;
  // Messages whose clean record is larger than its topic takes: quarantined when they come again.
  std::set<std::pair<kafka::Partition, std::int64_t>> oversized_;
  std::set<kafka::Partition> lagging_;  // with a lag in the metrics
  std::chrono::steady_clock::time_point observed_{};
};

}  // namespace veil
