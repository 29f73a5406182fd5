#include "console/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <utility>

namespace veil {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;
using Buckets = Histogram::BucketBoundaries;

// From the time of a short field to that of a long message on a busy machine.
const Buckets kStageSeconds = {0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025,
                               0.005,   0.01,     0.025,   0.05,   0.1,     0.25,   1};
const Buckets kCommitSeconds = {0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30};
const Buckets kBatchMessages = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000};
const Buckets kBatchBytes = {1e3, 1e4, 1e5, 2.5e5, 5e5, 1e6, 2.5e6, 5e6, 1e7, 2.5e7, 5e7};

std::string Text(Literal literal) { return std::string(literal.view()); }

Literal OutcomeName(MessageOutcome outcome) {
  if (outcome == MessageOutcome::kAudited) return "audited";
  return outcome == MessageOutcome::kClean ? Literal("clean") : Literal("quarantined");
}

Literal ResultName(TransactionResult result) {
  switch (result) {
    case TransactionResult::kCommitted:
      return "committed";
    case TransactionResult::kAborted:
      return "aborted";
    case TransactionResult::kFenced:
      return "fenced";
  }
  return "unknown";
}

Literal ChangeName(PolicyChange change) {
  switch (change) {
    case PolicyChange::kActivated:
      return "activated";
    case PolicyChange::kRolledBack:
      return "rolled_back";
    case PolicyChange::kRefused:
      return "refused";
  }
  return "unknown";
}

constexpr std::array kChanges = {PolicyChange::kActivated, PolicyChange::kRolledBack, PolicyChange::kRefused};
constexpr std::array kResults = {TransactionResult::kCommitted, TransactionResult::kAborted,
                                 TransactionResult::kFenced};

}  // namespace

struct Metrics::Families {
  Family<Counter>& Counters(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
  }
  Family<Gauge>& Gauges(const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
  }
  Family<Histogram>& Histograms(const char* name, const char* help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
  }

  // Stages are observed several times a message, so their histograms are found by the address of the name, without the
  // family's lock and its map of labels.
  Histogram& StageOf(Literal stage) {
    {
      const std::shared_lock lock(stages_lock);
      const auto at = stages.find(stage.view().data());
      if (at != stages.end()) return *at->second;
    }
    const std::unique_lock lock(stages_lock);
    Histogram& histogram = stage_seconds.Add({{"stage", Text(stage)}}, kStageSeconds);
    stages.emplace(stage.view().data(), &histogram);
    return histogram;
  }

  prometheus::Registry registry;
  Family<Counter>& messages = Counters("veil_messages_total", "Messages committed, by outcome and format.");
  Family<Counter>& message_bytes =
      Counters("veil_message_bytes_total", "Bytes read of messages committed, by outcome and format.");
  Family<Counter>& identifiers =
      Counters("veil_identifiers_total", "Identifiers in clean messages, by type and by what was done with them.");
  Family<Counter>& quarantined = Counters("veil_quarantine_total", "Messages quarantined, by reason.");
  Family<Counter>& transactions = Counters("veil_transactions_total", "Kafka transactions, by result.");
  Family<Histogram>& stage_seconds =
      Histograms("veil_stage_seconds", "Time of one stage of one message, by stage, in seconds.");
  Histogram& batch_messages = Histograms("veil_batch_messages", "Messages in a batch.").Add({}, kBatchMessages);
  Histogram& batch_bytes = Histograms("veil_batch_bytes", "Bytes of the messages in a batch.").Add({}, kBatchBytes);
  Histogram& commit_seconds =
      Histograms("veil_commit_seconds", "Time of a commit, from its begin to the broker's answer, in seconds.")
          .Add({}, kCommitSeconds);
  Family<Gauge>& lag =
      Gauges("veil_consumer_lag_messages", "Messages that wait behind what was committed, by source partition.");
  Family<Counter>& shadow_messages =
      Counters("veil_shadow_messages_total", "Messages as a shadow policy would have left them, by outcome.");
  Family<Counter>& shadow_changes =
      Counters("veil_shadow_changes_total",
               "Identifiers that a shadow policy would have treated otherwise, by type and actions.");
  Family<Counter>& policy_changes =
      Counters("veil_policy_changes_total", "Policies that the control topic put in force, or that were refused.");
  Family<Gauge>& build_info = Gauges("veil_build_info", "1; the labels say what this process runs.");

  void ShowBuild() {
    if (shown_build != nullptr) build_info.Remove(shown_build);
    shown_build = &build_info.Add({{"version", build.version},
                                   {"build", build.build.Hex()},
                                   {"policy", build.policy.Hex()},
                                   {"model", build.model.Hex()}});
    shown_build->Set(1);
  }

  std::mutex build_lock;
  BuildInfo build;
  Gauge* shown_build = nullptr;
  std::shared_mutex stages_lock;
  std::map<const char*, Histogram*> stages;
  std::mutex lags_lock;
  std::map<std::pair<OperatorText, std::int32_t>, Gauge*> lags;
};

Metrics::Metrics(const BuildInfo& build) : families_(std::make_unique<Families>()) {
  families_->build = build;
  families_->ShowBuild();
  // Alerts on rates need the zero before the first event.
  for (const TransactionResult result : kResults) {
    families_->transactions.Add({{"result", Text(ResultName(result))}});
  }
  for (const PolicyChange change : kChanges) families_->policy_changes.Add({{"result", Text(ChangeName(change))}});
}

Metrics::~Metrics() = default;

void Metrics::CountMessages(MessageOutcome outcome, Format format, std::uint64_t messages, std::uint64_t bytes) {
  const prometheus::Labels labels = {{"outcome", Text(OutcomeName(outcome))}, {"format", Text(FormatName(format))}};
  families_->messages.Add(labels).Increment(static_cast<double>(messages));
  families_->message_bytes.Add(labels).Increment(static_cast<double>(bytes));
}

void Metrics::CountIdentifiers(IdentifierType type, ActionKind action, std::uint64_t identifiers) {
  if (identifiers == 0) return;
  families_->identifiers.Add({{"type", Text(IdentifierTypeName(type))}, {"action", Text(ActionKindName(action))}})
      .Increment(static_cast<double>(identifiers));
}

void Metrics::CountQuarantined(ErrorCode reason, std::uint64_t messages) {
  families_->quarantined.Add({{"reason", Text(ErrorCodeName(reason))}}).Increment(static_cast<double>(messages));
}

void Metrics::CountTransaction(TransactionResult result) {
  families_->transactions.Add({{"result", Text(ResultName(result))}}).Increment();
}

void Metrics::CountShadowMessages(MessageOutcome outcome, std::uint64_t messages) {
  if (messages == 0) return;
  families_->shadow_messages.Add({{"outcome", Text(OutcomeName(outcome))}}).Increment(static_cast<double>(messages));
}

void Metrics::CountShadowChange(const ActionChange& change, std::uint64_t identifiers) {
  families_->shadow_changes
      .Add({{"type", Text(IdentifierTypeName(change.type))},
            {"action", Text(ActionKindName(change.from))},
            {"shadow_action", Text(ActionKindName(change.to))}})
      .Increment(static_cast<double>(identifiers));
}

void Metrics::CountPolicyChange(PolicyChange change) {
  families_->policy_changes.Add({{"result", Text(ChangeName(change))}}).Increment();
}

void Metrics::SetPolicy(const Digest& policy) {
  const std::scoped_lock lock(families_->build_lock);
  families_->build.policy = policy;
  families_->ShowBuild();
}

BuildInfo Metrics::Build() const {
  const std::scoped_lock lock(families_->build_lock);
  return families_->build;
}

void Metrics::ObserveStage(Literal stage, double seconds) { families_->StageOf(stage).Observe(seconds); }

void Metrics::ObserveBatch(std::uint64_t messages, std::uint64_t bytes) {
  families_->batch_messages.Observe(static_cast<double>(messages));
  families_->batch_bytes.Observe(static_cast<double>(bytes));
}

void Metrics::ObserveCommit(double seconds) { families_->commit_seconds.Observe(seconds); }

void Metrics::SetConsumerLag(const OperatorText& topic, std::int32_t partition, std::int64_t messages) {
  const std::scoped_lock lock(families_->lags_lock);
  Gauge*& gauge = families_->lags[{topic, partition}];
  if (gauge == nullptr) {
    gauge = &families_->lag.Add({{"topic", topic.str()}, {"partition", std::to_string(partition)}});
  }
  gauge->Set(static_cast<double>(messages));
}

void Metrics::ForgetConsumerLag(const OperatorText& topic, std::int32_t partition) {
  const std::scoped_lock lock(families_->lags_lock);
  const auto at = families_->lags.find({topic, partition});
  if (at == families_->lags.end()) return;
  families_->lag.Remove(at->second);
  families_->lags.erase(at);
}

std::string Metrics::Render() const { return prometheus::TextSerializer().Serialize(families_->registry.Collect()); }

}  // namespace veil
