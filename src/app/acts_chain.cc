#include "app/acts_chain.h"

#include "app/build_digest.h"
#include "audit/ledger.h"
#include "base/unix_time.h"
#include "kafka/topic_reader.h"

namespace veil {

std::string ActsChainName(const Config& config) { return config.source.consumer.group + ".acts"; }

LedgerEntry ActEntry(const std::string& chain, const LedgerAct& act, const std::optional<LedgerEntry>& last) {
  LedgerEntry entry;
  entry.chain = chain;
  entry.time_ms = UnixMilliseconds();
  entry.act = act;
  entry.build = BuildDigest();
  SealEntry(entry, last ? &*last : nullptr);
  return entry;
}

Result<void> ReadLedger(const Config& config, const std::function<void(LedgerEntry)>& take) {
  return kafka::ReadTopic(config.publish.client, config.publish.ledger_topic, config.start_timeout,
                          [&take](const kafka::StoredRecord& record) {
                            if (auto entry = ParseEntry(record.value)) take(std::move(*entry));
                            return true;
                          });
}

// The producer is opened before the chain's end is looked for: whoever opened it earlier can no longer write after
// what was read.
Result<ActsChain> ActsChain::Hold(const Config& config) {
  kafka::ProducerOptions options = config.publish.producer;
  options.transactional_id = config.source.consumer.group + "-acts";
  options.keep_places = true;
  VEIL_ASSIGN(kafka::Producer producer, kafka::Producer::Open(config.publish.client, options));
  return ActsChain(std::move(producer), config.publish.ledger_topic, ActsChainName(config));
}

Result<ActsChain> ActsChain::Open(const Config& config) {
  VEIL_ASSIGN(ActsChain chain, Hold(config));
  VEIL_TRY(kafka::ReadTopic(config.publish.client, config.publish.ledger_topic, config.start_timeout,
                            [&chain](const kafka::StoredRecord& record) {
                              if (record.key != chain.chain_) return true;
                              if (auto entry = ParseEntry(record.value)) chain.last_ = std::move(*entry);
                              return true;
                            }));
  return chain;
}

Result<ActsChain> ActsChain::Open(const Config& config, const std::function<void(const LedgerEntry&)>& take) {
  VEIL_ASSIGN(ActsChain chain, Hold(config));
  VEIL_TRY(ReadLedger(config, [&](LedgerEntry entry) {
    take(entry);
    if (entry.chain == chain.chain_) chain.last_ = std::move(entry);
  }));
  return chain;
}

Result<void> ActsChain::Produce(PlannedAct& planned) {
  for (std::size_t i = 0; i < planned.records.size(); ++i) {
    const ActRecord& source = planned.records[i];
    kafka::OutputRecord record;
    record.topic = source.topic;
    record.key = source.key;
    record.value = source.value;
    record.number = i;
    VEIL_TRY(producer_.Produce(record));
    VEIL_ASSIGN(const kafka::Place place, producer_.PlaceOf(i));
    planned.act.details[source.place] =
        source.topic + "/" + std::to_string(place.partition) + "/" + std::to_string(place.offset);
  }
  return {};
}

Result<LedgerEntry> ActsChain::Append(PlannedAct planned) {
  VEIL_TRY(producer_.Begin());
  VEIL_TRY(Produce(planned));
  const LedgerEntry entry = ActEntry(chain_, planned.act, last_);
  const std::string line = SerializeEntry(entry);
  if (line.size() > kLedgerEntryBytesMax) {
    VEIL_TRY(producer_.Abort());
    return Fail(ErrorCode::kConfig, "the act is too long for the ledger");
  }
  kafka::OutputRecord record;
  record.topic = topic_;
  record.key = chain_;
  record.value = line;
  record.number = planned.records.size();
  VEIL_TRY(producer_.Produce(record));
  VEIL_TRY(producer_.Commit());
  last_ = entry;
  return entry;
}

}  // namespace veil
