#include "app/worker.h"

#include <algorithm>
#include <thread>
#include <variant>

#include "audit/ledger.h"
#include "base/log.h"
#include "base/unix_time.h"

namespace veil {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

double SecondsSince(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

// Waits, but not past a wish to stop.
void WaitUnlessStopped(milliseconds time, const std::atomic<bool>& stop) {
  for (const auto until = Clock::now() + time; Clock::now() < until && !stop;) {
    std::this_thread::sleep_for(milliseconds(50));
  }
}

std::pair<kafka::Partition, std::int64_t> PlaceOf(const Origin& origin) {
  return {{origin.channel.str(), origin.partition}, origin.offset};
}

const Origin& OriginOf(const Outcome& outcome) {
  if (const auto* clean = std::get_if<CleanMessage>(&outcome)) return clean->origin();
  if (const auto* audited = std::get_if<Audited>(&outcome)) return audited->origin;
  return std::get<Quarantined>(outcome).message.origin;
}

}  // namespace

Result<void> Worker::Run() {
  constexpr milliseconds kBackoffMin{500};
  constexpr milliseconds kBackoffMax{30'000};
  milliseconds backoff = kBackoffMin;
  while (!shared_.stop) {
    progressed_ = false;
    const Result<void> ended = Stream();
    source_.reset();
    publisher_.reset();
    ForgetLag();
    shared_.health.Set(number_, Condition::kAssigned, false);
    if (ended) return {};
    log::Failure("worker starts anew", log::With("worker", number_), log::With("code", ended.error().code),
                 log::With("why", ended.error().what));
    if (ended.error().code == ErrorCode::kConfig) return ended;
    if (ended.error().code == ErrorCode::kFenced) shared_.metrics.CountTransaction(TransactionResult::kFenced);
    backoff = progressed_ ? kBackoffMin : std::min(backoff * 2, kBackoffMax);
    WaitUnlessStopped(backoff, shared_.stop);
  }
  return {};
}

Result<void> Worker::Stream() {
  VEIL_TRY(Open());
  while (!shared_.stop) VEIL_TRY(Step());
  return {};
}

// The publisher comes first: it ends the transaction that a predecessor left open, whose offsets the source waits for.
Result<void> Worker::Open() {
  KafkaPublisher::Options publish = shared_.config.publish;
  publish.producer.transactional_id = shared_.config.TransactionalId(number_);
  publish.client.client_id += "-" + std::to_string(number_);
  VEIL_ASSIGN(publisher_, KafkaPublisher::Open(publish, shared_.quarantine_key));
  KafkaSource::Options source = shared_.config.source;
  source.client.client_id += "-" + std::to_string(number_);
  VEIL_ASSIGN(source_, KafkaSource::Open(source));
  // A third of the interval, since the estimate may be off and the commit takes time too.
  pace_ = Pace(source.consumer.poll_interval_max / 3);
  // A name of its own for each start: nothing of an earlier chain has to be known (docs/decisions/0004-stream.md).
  chain_ = publish.producer.transactional_id + "." + std::to_string(UnixMilliseconds());
  last_.reset();
  oversized_.clear();
  aborted_in_a_row_ = 0;
  log::Info("worker started", log::With("worker", number_), log::With("chain", OperatorText(chain_)));
  return {};
}

Result<void> Worker::Step() {
  VEIL_ASSIGN(Batch batch, source_->Take(pace_.Limit(shared_.config.batch)));
  Observe();
  if (batch.messages.empty()) return {};
  VEIL_ASSIGN(const Done done, Process(batch));
  const Result<void> settled = Settle(batch, done);
  return settled ? settled : GoBack(settled.error(), done);
}

// With a subject store: what it cannot answer now fails the batch, which is taken again; and what the batch creates or
// learns there is safe before anything of the batch is published.
Result<Worker::Done> Worker::Process(Batch& batch) {
  const auto began = Clock::now();
  const std::shared_ptr<const Processing> processing = shared_.policy.Current();
  Done done;
  done.policy = processing->policy;
  done.outcomes.reserve(batch.messages.size());
  done.receipts.reserve(batch.messages.size());
  std::optional<BatchSubjects> subjects;
  if (shared_.subjects != nullptr) {
    subjects.emplace(*shared_.subjects, processing->identify);
    VEIL_TRY(subjects->Prepare(batch.messages));
  }
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < batch.messages.size(); ++i) {
    bytes += batch.messages[i].bytes.size();
    if (subjects) VEIL_TRY(subjects->Reach(i));
    const Subjects* known = subjects ? &subjects->subjects() : nullptr;
    Processed processed = ProcessOne(std::move(batch.messages[i]), *processing, known);
    if (subjects) subjects->Learn(processed);
    done.outcomes.push_back(std::move(processed.outcome));
    done.receipts.push_back(std::move(processed.receipt));
  }
  if (subjects) VEIL_TRY(subjects->Keep());
  pace_.Note(bytes, SecondsSince(began));
  shared_.metrics.ObserveBatch(done.outcomes.size(), bytes);
  return done;
}

Processed Worker::ProcessOne(RawMessage message, const Processing& processing, const Subjects* subjects) {
  if (oversized_.empty() || !oversized_.contains(PlaceOf(message.origin))) {
    return processing.process(std::move(message), &clock_, subjects);
  }
  Receipt receipt;
  receipt.origin = message.origin;
  receipt.format = message.format;
  receipt.bytes_in = message.bytes.size();
  const Error why{ErrorCode::kTooLarge, "the clean topic does not take a record of this size"};
  return {Quarantined{std::move(message), why}, std::move(receipt)};
}

Result<void> Worker::Settle(const Batch& batch, const Done& done) {
  BatchMakers makers = shared_.makers;
  makers.chain = chain_;
  makers.policy = done.policy;
  LedgerEntry entry = EntryOf(makers, batch.checkpoint, done.outcomes, done.receipts, UnixMilliseconds());
  SealEntry(entry, last_ ? &*last_ : nullptr);
  const auto began = Clock::now();
  VEIL_TRY(publisher_->Commit(done.outcomes, {&entry, 1}, batch.checkpoint));
  const double seconds = SecondsSince(began);
  last_ = std::move(entry);
  progressed_ = true;
  aborted_in_a_row_ = 0;
  for (const Outcome& outcome : done.outcomes) {
    if (oversized_.empty()) break;
    oversized_.erase(PlaceOf(OriginOf(outcome)));
  }
  Count(done, seconds);
  log::Info("batch", log::With("worker", number_), log::With("sequence", last_->sequence),
            log::With("clean", last_->clean), log::With("quarantined", last_->quarantined),
            log::With("commit_seconds", seconds));
  return {};
}

// After a failed commit: nothing of the batch was published if the transaction was aborted, so it is taken again.
Result<void> Worker::GoBack(const Error& why, const Done& done) {
  const bool oversized = why.code == ErrorCode::kTooLarge;
  if (why.code != ErrorCode::kTransactionAborted && !oversized) return tl::make_unexpected(why);
  if (oversized) oversized_.insert(PlaceOf(OriginOf(done.outcomes[static_cast<std::size_t>(why.offset)])));
  shared_.metrics.CountTransaction(TransactionResult::kAborted);
  log::Warn("batch is taken again", log::With("worker", number_), log::With("why", why.what));
  // What keeps failing (a topic that this user may not write to) must not keep the brokers busy; what fails once, as at
  // a rebalance, should not wait.
  constexpr int kDoublingsMax = 7;
  if (!oversized) WaitUnlessStopped(milliseconds(50 << std::min(aborted_in_a_row_++, kDoublingsMax)), shared_.stop);
  return source_->Rewind();
}

void Worker::Count(const Done& done, double commit_seconds) {
  Metrics& metrics = shared_.metrics;
  metrics.CountTransaction(TransactionResult::kCommitted);
  metrics.ObserveCommit(commit_seconds);
  for (std::size_t i = 0; i < done.outcomes.size(); ++i) {
    const Receipt& receipt = done.receipts[i];
    if (const auto* quarantined = std::get_if<Quarantined>(&done.outcomes[i])) {
      metrics.CountMessages(MessageOutcome::kQuarantined, receipt.format, 1, receipt.bytes_in);
      metrics.CountQuarantined(quarantined->reason.code, 1);
    } else {
      const bool audited = std::holds_alternative<Audited>(done.outcomes[i]);
      metrics.CountMessages(audited ? MessageOutcome::kAudited : MessageOutcome::kClean, receipt.format, 1,
                            receipt.bytes_in);
    }
  }
  CountShadow();
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    for (std::size_t action = 0; action < kActionKindCount; ++action) {
      if (last_->identifiers[type][action] == 0) continue;
      metrics.CountIdentifiers(static_cast<IdentifierType>(type), static_cast<ActionKind>(action),
                               last_->identifiers[type][action]);
    }
  }
}

void Worker::CountShadow() {
  if (!last_->shadow) return;
  Metrics& metrics = shared_.metrics;
  metrics.CountShadowMessages(MessageOutcome::kClean, last_->shadow->clean);
  metrics.CountShadowMessages(MessageOutcome::kQuarantined, last_->shadow->quarantined);
  for (const auto& [change, count] : last_->shadow->changes) metrics.CountShadowChange(change, count);
}

// Keeps health and lag current; asks for the lag only now and then, since it may cost a question to the broker.
void Worker::Observe() {
  constexpr std::chrono::seconds kEvery{5};
  shared_.health.Set(number_, Condition::kAssigned, source_->HasShare());
  if (Clock::now() - observed_ < kEvery) return;
  observed_ = Clock::now();
  ForgetLag();
  for (const auto& [partition, messages] : source_->Lag()) {
    shared_.metrics.SetConsumerLag(OperatorText(partition.first), partition.second, messages);
    lagging_.insert(partition);
  }
}

void Worker::ForgetLag() {
  for (const auto& [topic, partition] : lagging_) shared_.metrics.ForgetConsumerLag(OperatorText(topic), partition);
  lagging_.clear();
}

}  // namespace veil
