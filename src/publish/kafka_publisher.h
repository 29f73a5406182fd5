#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "base/result.h"
#include "kafka/producer.h"
#include "publish/publisher.h"
#include "publish/record_headers.h"
#include "publish/sealing.h"
#include "publish/topics.h"

namespace veil {

// Publishes each batch in one Kafka transaction. Used by one thread.
//
// A clean record goes to the partition of its clean topic that has the number of its source partition, modulo their
// count, so the order within a partition is kept. A quarantined one is sealed; where the quarantine topic does not take
// its size, its digest is. A ledger entry has its chain as key, so one partition holds a chain in order.
class KafkaPublisher final : public Publisher {
 public:
  struct Options {
    kafka::ClientOptions client;
    kafka::ProducerOptions producer;
    TopicRule topics;
    std::string quarantine_topic;
    std::string ledger_topic;
    std::string vault_topic;  // for what clean messages have sealed for it
  };

  // Ends what an earlier publisher of the same transactional id left open, and shuts that one out. Errors: kConfig,
  // kBroker, kFenced.
  static Result<std::unique_ptr<KafkaPublisher>> Open(const Options& options, QuarantineKey key);

  // Takes one entry, the batch's. Errors as Publisher says.
  Result<void> Commit(std::span<const Outcome> outcomes, std::span<const LedgerEntry> entries,
                      const Checkpoint& checkpoint) override;

 private:
  KafkaPublisher(Options options, QuarantineKey key, kafka::Producer producer)
      : options_(std::move(options)), key_(std::move(key)), producer_(std::move(producer)) {}

  Result<void> CommitOnce(std::span<const Outcome> outcomes, const LedgerEntry& entry, const Checkpoint& checkpoint);
  Result<void> PublishAll(std::span<const Outcome> outcomes, const LedgerEntry& entry);
  Result<void> Publish(const CleanMessage& clean, std::size_t number, const RecordHeaders& headers);
  Result<void> PublishVault(const CleanMessage& clean, std::size_t number, const RecordHeaders& headers);
  Result<void> Publish(const Quarantined& quarantined, std::size_t number, const RecordHeaders& headers);
  Result<void> Publish(const Audited& audited, std::size_t number, const RecordHeaders& headers);
  Result<void> Publish(const LedgerEntry& entry, std::size_t number);
  Result<std::int32_t> OutputPartition(const std::string& topic, std::int32_t source_partition);

  Options options_;
  QuarantineKey key_;
  kafka::Producer producer_;
  std::map<std::string, int> partitions_;  // of the topics written to, as first seen
  std::set<std::size_t> digest_only_;  // outcomes of the batch in hand that the quarantine topic does not take whole
};

}  // namespace veil
