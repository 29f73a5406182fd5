#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "app/batch_entry.h"
#include "app/config.h"
#include "base/result.h"
#include "pipeline/deidentifier.h"
#include "publish/kafka_publisher.h"
#include "source/kafka_source.h"

namespace veil {

// Takes sealed records from the quarantine topic, opens them and processes them anew, exactly once: clean records,
// those that fail again (sealed anew, with the new reason), the ledger entry and the replay group's offsets are one
// transaction. It ends at the records that were there when it began, so that what fails again is not taken again.
// docs/quarantine.md tells operators.
class QuarantineReplay {
 public:
  struct Options {
    const Config& config;
    const Deidentifier& deidentifier;
    BatchMakers makers;  // without chain
    QuarantineKey public_key;
    std::string_view private_key;  // 32 bytes, borrowed
    bool skip_unopened = false;    // pass over what the key does not open
    std::function<bool()> stop;    // asked before each batch
  };

  struct Counts {
    std::uint64_t clean = 0;
    std::uint64_t quarantined = 0;  // again
    std::uint64_t incomplete = 0;   // too large to have been sealed whole: nothing to replay
    std::uint64_t unopened = 0;     // the key does not open them
  };

  explicit QuarantineReplay(Options options) : options_(std::move(options)) {}

  // Errors: kKey: a record that the key does not open, and skip_unopened is false; kFenced: another replay took over;
  // kConfig, kBroker. What was committed before the error stays committed.
  Result<void> Run();

  const Counts& counts() const { return counts_; }
  bool Finished() const;  // whether all records that were there at the start are replayed

 private:
  struct Done {
    std::vector<Outcome> outcomes;
    std::vector<Receipt> receipts;
    std::vector<Origin> places;  // in the quarantine topic, by the same index
    Counts counts;
  };

  Result<void> FindEnds();
  Result<void> Open();
  Result<void> Step();
  Result<void> Wait();
  void Clip(Batch& batch) const;
  Result<Done> Process(const Batch& batch);
  Result<void> ProcessOne(const RawMessage& sealed, Done& done);
  Result<void> Commit(const Batch& batch, const Done& done);
  Result<void> GoBack(const Error& why, const Done& done);

  Options options_;
  Counts counts_;
  std::map<kafka::Partition, std::int64_t> ends_;      // one after the last record at the start
  std::map<kafka::Partition, std::int64_t> replayed_;  // committed
  std::unique_ptr<KafkaPublisher> publisher_;
  std::unique_ptr<KafkaSource> source_;
  std::string chain_;
  std::optional<LedgerEntry> last_;
  std::set<std::pair<std::int32_t, std::int64_t>> oversized_;  // whose clean record its topic does not take
  int aborted_in_a_row_ = 0;
  std::chrono::steady_clock::time_point worked_{};  // when something was committed last
};

}  // namespace veil
