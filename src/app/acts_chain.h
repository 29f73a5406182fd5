#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/config.h"
#include "audit/ledger_entry.h"
#include "base/result.h"
#include "kafka/producer.h"

namespace veil {

// A record that carries out an act, in the same transaction.
struct ActRecord {
  std::string topic;
  std::string key;
  std::string value;
  std::string place;  // the detail of the act that says where the record stands: "topic/partition/offset"
};
struct PlannedAct {
  LedgerAct act;
  std::vector<ActRecord> records;
};

// The chain of a stream's acts, "<group>.acts", held for writing: whoever opened it earlier can no longer append, so
// what was read is still the end when the next act is written.
class ActsChain {
 public:
  // Errors: kBroker, kFenced, kConfig.
  static Result<ActsChain> Open(const Config& config);
  // The same, and gives `take` every entry of the ledger, those of batches too, in the order of their partitions.
  static Result<ActsChain> Open(const Config& config, const std::function<void(const LedgerEntry&)>& take);

  // Appends and returns the entry as it stands in the ledger, with the places of the records in its details. Errors:
  // kFenced, kTransactionAborted: somebody else holds the chain now, and nothing was written; kBroker: it is not known
  // whether it was; kConfig: it is too long.
  Result<LedgerEntry> Append(PlannedAct planned);

 private:
  ActsChain(kafka::Producer producer, std::string topic, std::string chain)
      : producer_(std::move(producer)), topic_(std::move(topic)), chain_(std::move(chain)) {}

  // Without its end.
  static Result<ActsChain> Hold(const Config& config);
  Result<void> Produce(PlannedAct& planned);

  kafka::Producer producer_;
  std::string topic_;
  std::string chain_;
  std::optional<LedgerEntry> last_;
};

// The chain's name.
std::string ActsChainName(const Config& config);

// The entry of an act that follows `last` in its chain, now.
LedgerEntry ActEntry(const std::string& chain, const LedgerAct& act, const std::optional<LedgerEntry>& last);

// Every entry of the ledger topic, in the order of its partitions; what is none is passed over. Errors: kBroker.
Result<void> ReadLedger(const Config& config, const std::function<void(LedgerEntry)>& take);

}  // namespace veil
