#include "app/acts_chain.h"

#include <chrono>

#include "app/build_digest.h"
#include "audit/ledger.h"
#include "kafka/topic_reader.h"

namespace veil {

std::string ActsChainName(const Config& config) { return config.source.consumer.group + ".acts"; }

Result<void> ReadLedger(const Config& config, const std::function<void(LedgerEntry)>& take) {
  return kafka::ReadTopic(config.publish.client, config.publish.ledger_topic, config.start_timeout,
                          [&take](const kafka::StoredRecord& record) {
                            if (auto entry = ParseEntry(record.value)) take(std::move(*entry));
                            return true;
                          });
}

// The producer is opened before the chain's end is looked for: whoever opened it earlier can no longer write after
// what was read.
Result<ActsChain> ActsChain::Open(const Config& config, const std::function<void(const LedgerEntry&)>& take) {
  kafka::ProducerOptions options = config.publish.producer;
  options.transactional_id = config.source.consumer.group + "-acts";
  VEIL_ASSIGN(kafka::Producer producer, kafka::Producer::Open(config.publish.client, options));
  ActsChain chain(std::move(producer), config.publish.ledger_topic, ActsChainName(config));
  VEIL_TRY(ReadLedger(config, [&](LedgerEntry entry) {
    take(entry);
    if (entry.chain == chain.chain_) chain.last_ = std::move(entry);
  }));
  return chain;
}

Result<LedgerEntry> ActsChain::Append(const LedgerAct& act) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  LedgerEntry entry;
  entry.chain = chain_;
  entry.time_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  entry.act = act;
  entry.build = BuildDigest();
  SealEntry(entry, last_ ? &*last_ : nullptr);
  const std::string line = SerializeEntry(entry);
  if (line.size() > kLedgerEntryBytesMax) return Fail(ErrorCode::kConfig, "the act is too long for the ledger");
  VEIL_TRY(producer_.Begin());
  kafka::OutputRecord record;
  record.topic = topic_;
  record.key = chain_;
  record.value = line;
  VEIL_TRY(producer_.Produce(record));
  VEIL_TRY(producer_.Commit());
  last_ = entry;
  return entry;
}

}  // namespace veil
