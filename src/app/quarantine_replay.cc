#include "app/quarantine_replay.h"

#include <algorithm>
#include <chrono>

#include "app/quarantine_topic.h"
#include "audit/ledger.h"
#include "base/log.h"
#include "base/unix_time.h"

namespace veil {
namespace {

using Clock = std::chrono::steady_clock;

Processed Oversized(RawMessage message) {
  Receipt receipt;
  receipt.origin = message.origin;
  receipt.format = message.format;
  receipt.bytes_in = message.bytes.size();
  const Error reason{ErrorCode::kTooLarge, "the clean topic does not take a record of this size"};
  return {Quarantined{std::move(message), reason}, std::move(receipt)};
}

std::pair<std::int32_t, std::int64_t> PlaceOf(const Origin& origin) { return {origin.partition, origin.offset}; }

}  // namespace

Result<void> QuarantineReplay::Run() {
  VEIL_TRY(FindEnds());
  if (Finished()) return {};
  VEIL_TRY(Open());
  while (!Finished() && !options_.stop()) VEIL_TRY(Step());
  return {};
}

bool QuarantineReplay::Finished() const {
  return std::ranges::all_of(ends_, [this](const auto& end) {
    const auto replayed = replayed_.find(end.first);
    return replayed != replayed_.end() && replayed->second >= end.second;
  });
}

Result<void> QuarantineReplay::FindEnds() {
  const std::string& topic = options_.config.publish.quarantine_topic;
  VEIL_TRY(ReadQuarantine(options_.config, [&](const kafka::StoredRecord& record) {
    ends_[{topic, record.partition}] = record.offset + 1;
    return true;
  }));
  VEIL_ASSIGN(replayed_, ReplayedOffsets(options_.config));
  return {};
}

// The publisher comes first: it ends the transaction that an earlier replay left open, whose offsets the source waits
// for.
Result<void> QuarantineReplay::Open() {
  const Config& config = options_.config;
  KafkaPublisher::Options publish = config.publish;
  publish.producer.transactional_id = ReplayGroup(config) + "-" + config.instance;
  VEIL_ASSIGN(publisher_, KafkaPublisher::Open(publish, options_.public_key));
  KafkaSource::Options source = config.source;
  source.formats.clear();  // sealed records; what is inside says its format
  source.consumer.group = ReplayGroup(config);
  source.consumer.topics = {config.publish.quarantine_topic};
  VEIL_ASSIGN(source_, KafkaSource::Open(source));
  worked_ = Clock::now();
  chain_ = publish.producer.transactional_id + "." + std::to_string(UnixMilliseconds());
  return {};
}

Result<void> QuarantineReplay::Step() {
  VEIL_ASSIGN(Batch batch, source_->Take(options_.config.batch));
  Clip(batch);
  if (batch.messages.empty()) return Wait();
  VEIL_ASSIGN(const Done done, Process(batch));
  const Result<void> committed = Commit(batch, done);
  return committed ? committed : GoBack(committed.error(), done);
}

// Another replay of the group may hold the partitions that are left, and end them; but not forever.
Result<void> QuarantineReplay::Wait() {
  if (Clock::now() - worked_ > options_.config.start_timeout) {
    return Fail(ErrorCode::kBroker, "nothing comes of what waits; another replay may hold it");
  }
  VEIL_ASSIGN(const auto replayed, ReplayedOffsets(options_.config));
  for (const auto& [partition, next] : replayed) replayed_[partition] = std::max(replayed_[partition], next);
  return {};
}

// Leaves out what came into the topic after the start.
void QuarantineReplay::Clip(Batch& batch) const {
  const auto end_of = [this](const OperatorText& topic, std::int32_t partition) {
    const auto end = ends_.find({topic.str(), partition});
    return end == ends_.end() ? 0 : end->second;
  };
  std::erase_if(batch.messages, [&](const RawMessage& message) {
    return message.origin.offset >= end_of(message.origin.channel, message.origin.partition);
  });
  for (OffsetRange& range : batch.checkpoint.ranges) {
    range.next_offset = std::min(range.next_offset, end_of(range.topic, range.partition));
  }
  std::erase_if(batch.checkpoint.ranges,
                [](const OffsetRange& range) { return range.first_offset >= range.next_offset; });
}

Result<QuarantineReplay::Done> QuarantineReplay::Process(const Batch& batch) {
  Done done;
  for (const RawMessage& sealed : batch.messages) VEIL_TRY(ProcessOne(sealed, done));
  return done;
}

Result<void> QuarantineReplay::ProcessOne(const RawMessage& sealed, Done& done) {
  auto opened = Unseal(sealed, options_.private_key);
  if (!opened) {
    log::Warn("a sealed record does not open", log::With("partition", sealed.origin.partition),
              log::With("offset", sealed.origin.offset), log::With("code", opened.error().code));
    if (!options_.skip_unopened) return Fail(ErrorCode::kKey, "the key does not open a sealed record");
    ++done.counts.unopened;
    return {};
  }
  if (!opened->complete) {
    ++done.counts.incomplete;
    return {};
  }
  Processed processed = oversized_.contains(PlaceOf(sealed.origin))
                            ? Oversized(std::move(opened->message))
                            : options_.deidentifier.Process(std::move(opened->message));
  ++(std::holds_alternative<CleanMessage>(processed.outcome) ? done.counts.clean : done.counts.quarantined);
  done.outcomes.push_back(std::move(processed.outcome));
  done.receipts.push_back(std::move(processed.receipt));
  done.places.push_back(sealed.origin);
  return {};
}

Result<void> QuarantineReplay::Commit(const Batch& batch, const Done& done) {
  BatchMakers makers = options_.makers;
  makers.chain = chain_;
  LedgerEntry entry = EntryOf(makers, batch.checkpoint, done.outcomes, done.receipts, UnixMilliseconds());
  SealEntry(entry, last_ ? &*last_ : nullptr);
  VEIL_TRY(publisher_->Commit(done.outcomes, {&entry, 1}, batch.checkpoint));
  last_ = std::move(entry);
  worked_ = Clock::now();
  aborted_in_a_row_ = 0;
  counts_.clean += done.counts.clean;
  counts_.quarantined += done.counts.quarantined;
  counts_.incomplete += done.counts.incomplete;
  counts_.unopened += done.counts.unopened;
  for (const OffsetRange& range : batch.checkpoint.ranges) {
    replayed_[{range.topic.str(), range.partition}] = range.next_offset;
  }
  return {};
}

// After a transaction that was aborted: nothing of the batch was published, so it is taken again.
Result<void> QuarantineReplay::GoBack(const Error& why, const Done& done) {
  constexpr int kAbortedMax = 10;
  if (why.code == ErrorCode::kTooLarge) {
    oversized_.insert(PlaceOf(done.places[static_cast<std::size_t>(why.offset)]));
  } else if (why.code != ErrorCode::kTransactionAborted || ++aborted_in_a_row_ > kAbortedMax) {
    return tl::make_unexpected(why);
  }
  return source_->Rewind();
}

}  // namespace veil
