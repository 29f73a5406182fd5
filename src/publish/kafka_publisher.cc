#include "publish/kafka_publisher.h"

#include <algorithm>
#include <chrono>
#include <variant>
#include <vector>

#include "audit/ledger.h"
#include "base/check.h"
#include "base/log.h"

namespace veil {
namespace {

constexpr std::chrono::seconds kAnswer{30};

Error OversizedOutput(std::size_t number) {
  return {ErrorCode::kTooLarge, "the clean topic does not take a record of this size",
          static_cast<std::int64_t>(number)};
}

// The broker refuses records together that were sent together, so small ones are among those it calls too large.
std::size_t Largest(const std::vector<std::size_t>& numbers, std::span<const Outcome> outcomes,
                    const std::set<std::size_t>& digest_only) {
  const auto size = [&](std::size_t number) -> std::size_t {
    if (number >= outcomes.size() || digest_only.contains(number)) return 0;
    if (const auto* clean = std::get_if<CleanMessage>(&outcomes[number])) return clean->bytes().size();
    const auto* quarantined = std::get_if<Quarantined>(&outcomes[number]);
    return quarantined == nullptr ? 0 : quarantined->message.bytes.size();
  };
  return *std::ranges::max_element(numbers, {}, size);
}

}  // namespace

Result<std::unique_ptr<KafkaPublisher>> KafkaPublisher::Open(const Options& options, QuarantineKey key) {
  VEIL_ASSIGN(kafka::Producer producer, kafka::Producer::Open(options.client, options.producer));
  return std::unique_ptr<KafkaPublisher>(new KafkaPublisher(options, std::move(key), std::move(producer)));
}

Result<void> KafkaPublisher::Commit(std::span<const Outcome> outcomes, std::span<const LedgerEntry> entries,
                                    const Checkpoint& checkpoint) {
  VEIL_CHECK(entries.size() == 1);
  digest_only_.clear();
  for (;;) {
    const Result<void> done = CommitOnce(outcomes, entries.front(), checkpoint);
    if (done || done.error().code != ErrorCode::kTransactionAborted || producer_.TooLarge().empty()) return done;
    // What the broker refused for its size it would refuse again. A sealed record can be made smaller; a clean one must
    // become a quarantined one, which is for the caller to do since the ledger entry changes with it.
    const std::size_t guilty = Largest(producer_.TooLarge(), outcomes, digest_only_);
    if (guilty >= outcomes.size()) return Fail(ErrorCode::kConfig, "the ledger topic takes only very small records");
    if (std::holds_alternative<CleanMessage>(outcomes[guilty])) return tl::make_unexpected(OversizedOutput(guilty));
    if (!digest_only_.insert(guilty).second) {
      return Fail(ErrorCode::kConfig, "the quarantine topic takes only very small records");
    }
  }
}

Result<void> KafkaPublisher::CommitOnce(std::span<const Outcome> outcomes, const LedgerEntry& entry,
                                        const Checkpoint& checkpoint) {
  VEIL_TRY(producer_.Begin());
  const Result<void> published = PublishAll(outcomes, entry);
  if (!published) {
    const ErrorCode code = published.error().code;
    if (code != ErrorCode::kTransactionAborted && code != ErrorCode::kFenced) VEIL_TRY(producer_.Abort());
    return published;
  }
  VEIL_TRY(producer_.SendOffsets(checkpoint.ranges, checkpoint.group_metadata));
  return producer_.Commit();
}

Result<void> KafkaPublisher::PublishAll(std::span<const Outcome> outcomes, const LedgerEntry& entry) {
  const RecordHeaders headers = BatchHeaders(entry);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    VEIL_TRY(std::visit([&](const auto& outcome) { return Publish(outcome, i, headers); }, outcomes[i]));
  }
  return Publish(entry, outcomes.size());
}

Result<void> KafkaPublisher::Publish(const CleanMessage& clean, std::size_t number, const RecordHeaders& headers) {
  const auto topic = CleanTopic(options_.topics, clean.origin().channel.str());
  if (!topic) return Fail(ErrorCode::kConfig, "no clean topic for a source topic; add it to publish.topics");
  kafka::OutputRecord record;
  record.topic = *topic;
  VEIL_ASSIGN(record.partition, OutputPartition(*topic, clean.origin().partition));
  record.key = clean.key();
  record.value = clean.bytes();
  record.headers = headers;
  for (const CleanHeader& kept : clean.headers()) record.headers.emplace_back(kept.name, kept.value);
  record.number = number;
  const Result<void> produced = producer_.Produce(record);
  if (!produced && produced.error().code == ErrorCode::kTooLarge) return tl::make_unexpected(OversizedOutput(number));
  if (!produced || clean.vault().empty()) return produced;
  return PublishVault(clean, number, headers);
}

// A clean record whose vault record does not fit is not published either: what the policy promises to keep must be
// there.
Result<void> KafkaPublisher::PublishVault(const CleanMessage& clean, std::size_t number, const RecordHeaders& headers) {
  kafka::OutputRecord record;
  record.topic = options_.vault_topic;
  VEIL_ASSIGN(record.partition, OutputPartition(options_.vault_topic, clean.origin().partition));
  record.key = clean.key();
  record.value = clean.vault();
  record.headers = headers;
  record.headers.emplace_back("veil-clean", Digest::Of(clean.bytes()).Hex());
  record.number = number;
  const Result<void> produced = producer_.Produce(record);
  if (!produced && produced.error().code == ErrorCode::kTooLarge) return tl::make_unexpected(OversizedOutput(number));
  return produced;
}

Result<void> KafkaPublisher::Publish(const Quarantined& quarantined, std::size_t number, const RecordHeaders& headers) {
  kafka::OutputRecord record;
  record.topic = options_.quarantine_topic;
  VEIL_ASSIGN(record.partition, OutputPartition(options_.quarantine_topic, quarantined.message.origin.partition));
  record.headers = QuarantineHeaders(quarantined);
  record.headers.insert(record.headers.end(), headers.begin(), headers.end());
  record.number = number;
  for (const Sealing sealing : {Sealing::kWhole, Sealing::kDigestOnly}) {
    if (sealing == Sealing::kWhole && digest_only_.contains(number)) continue;
    VEIL_ASSIGN(const std::string sealed, Seal(quarantined.message, sealing, key_));
    record.value = sealed;
    const Result<void> produced = producer_.Produce(record);
    if (produced || produced.error().code != ErrorCode::kTooLarge) return produced;
  }
  return Fail(ErrorCode::kConfig, "publish.record_bytes_max does not take a sealed digest");
}

// The batch's ledger entry counts it; it leaves no record.
Result<void> KafkaPublisher::Publish(const Audited&, std::size_t, const RecordHeaders&) { return {}; }

Result<void> KafkaPublisher::Publish(const LedgerEntry& entry, std::size_t number) {
  kafka::OutputRecord record;
  const std::string line = SerializeEntry(entry);
  record.topic = options_.ledger_topic;
  record.key = entry.chain;
  record.value = line;
  record.number = number;
  const Result<void> produced = producer_.Produce(record);
  if (produced || produced.error().code != ErrorCode::kTooLarge) return produced;
  return Fail(ErrorCode::kConfig, "publish.record_bytes_max does not take a ledger entry");
}

// Looked up once: a topic that grows while it is written to would otherwise change the order of its records.
Result<std::int32_t> KafkaPublisher::OutputPartition(const std::string& topic, std::int32_t source_partition) {
  auto known = partitions_.find(topic);
  if (known == partitions_.end()) {
    VEIL_ASSIGN(const auto topics, kafka::Topics(producer_.client(), kAnswer));
    const auto found = topics.find(topic);
    if (found == topics.end() || found->second == 0) {
      log::Failure("there is no such topic to publish to", log::With("topic", OperatorText(topic)));
      return Fail(ErrorCode::kBroker, "a topic to publish to does not exist");
    }
    known = partitions_.emplace(topic, found->second).first;
  }
  return source_partition % known->second;
}

}  // namespace veil
