#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/action_change.h"
#include "base/action_kind.h"
#include "base/error.h"
#include "base/format.h"
#include "base/identifier_type.h"
#include "base/literal.h"
#include "base/operator_text.h"
#include "console/build_info.h"

namespace veil {

enum class MessageOutcome : std::uint8_t { kClean, kQuarantined, kAudited };
enum class PolicyChange : std::uint8_t { kActivated, kRolledBack, kRefused };
enum class TransactionResult : std::uint8_t { kCommitted, kAborted, kFenced };

// What the process has counted since its start, for Prometheus; docs/metrics.md lists it. Labels are enums, literals
// and operator's words, so a metric cannot quote a message. Thread-safe; one object a process, shared by all workers.
class Metrics {
 public:
  explicit Metrics(const BuildInfo& build);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // Count what is committed, after its commit; `bytes` are those that were read.
  void CountMessages(MessageOutcome outcome, Format format, std::uint64_t messages, std::uint64_t bytes);
  void CountIdentifiers(IdentifierType type, ActionKind action, std::uint64_t identifiers);
  void CountQuarantined(ErrorCode reason, std::uint64_t messages);
  void CountTransaction(TransactionResult result);

  // What a shadow policy would have made of messages that are committed, and the identifiers it would have treated
  // otherwise.
  void CountShadowMessages(MessageOutcome outcome, std::uint64_t messages);
  void CountShadowChange(const ActionChange& change, std::uint64_t identifiers);

  // A policy that the control topic put in force, or that was refused.
  void CountPolicyChange(PolicyChange change);
  // Which policy is in force from now on: veil_build_info and /version say so.
  void SetPolicy(const Digest& policy);
  BuildInfo Build() const;

  // The time of one stage of one message; `stage` is the stage's name.
  void ObserveStage(Literal stage, double seconds);
  void ObserveBatch(std::uint64_t messages, std::uint64_t bytes);
  void ObserveCommit(double seconds);

  // How many messages of a source partition wait behind what was committed. Forget it when the partition goes to
  // another worker, or the last value stands forever.
  void SetConsumerLag(const OperatorText& topic, std::int32_t partition, std::int64_t messages);
  void ForgetConsumerLag(const OperatorText& topic, std::int32_t partition);

  // All metrics in the Prometheus text format, version 0.0.4.
  std::string Render() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace veil
