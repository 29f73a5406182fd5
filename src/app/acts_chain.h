#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "app/config.h"
#include "audit/ledger_entry.h"
#include "base/result.h"
#include "kafka/producer.h"

namespace veil {

// The chain of a stream's acts, "<group>.acts", held for writing: whoever opened it earlier can no longer append, so
// what was read is still the end when the next act is written.
class ActsChain {
 public:
  // Gives `take` every entry of the ledger, those of batches too, in the order of their partitions. Errors: kBroker,
  // kFenced, kConfig.
  static Result<ActsChain> Open(const Config& config, const std::function<void(const LedgerEntry&)>& take);

  // Appends and returns the entry as it stands in the ledger. Errors: kFenced, kTransactionAborted: somebody else holds
  // the chain now, and nothing was written; kBroker: it is not known whether it was; kConfig: it is too long.
  Result<LedgerEntry> Append(const LedgerAct& act);

 private:
  ActsChain(kafka::Producer producer, std::string topic, std::string chain)
      : producer_(std::move(producer)), topic_(std::move(topic)), chain_(std::move(chain)) {}

  kafka::Producer producer_;
  std::string topic_;
  std::string chain_;
  std::optional<LedgerEntry> last_;
};

// The chain's name.
std::string ActsChainName(const Config& config);

// Every entry of the ledger topic, in the order of its partitions; what is none is passed over. Errors: kBroker.
Result<void> ReadLedger(const Config& config, const std::function<void(LedgerEntry)>& take);

}  // namespace veil
