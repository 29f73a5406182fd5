#include "app/policy_watch.h"

#include "base/log.h"

namespace veil {

using std::chrono::milliseconds;

PolicyWatch::PolicyWatch(const Config& config, ControlFeed feed, ActivePolicy& active, Metrics& metrics)
    : config_(config), feed_(std::move(feed)), active_(active), metrics_(metrics), thread_([this] { Follow(); }) {}

PolicyWatch::~PolicyWatch() {
  stop_ = true;
  thread_.join();
}

void PolicyWatch::Follow() {
  constexpr milliseconds kTick{200};
  constexpr int kTicksBetweenTries = 25;
  for (int pause = 0; !stop_;) {
    if (pause > 0) {
      std::this_thread::sleep_for(kTick);
      --pause;
      continue;
    }
    const Result<void> done = feed_ ? Step() : Reopen();
    if (done) continue;
    log::Failure("the control topic cannot be followed; the policy stays", log::With("why", done.error().what));
    feed_.reset();
    pause = kTicksBetweenTries;
  }
}

Result<void> PolicyWatch::Step() {
  constexpr milliseconds kWait{200};
  VEIL_ASSIGN(std::optional<PolicyInForce> next, feed_->Next(kWait));
  if (next) Apply(std::move(*next));
  return {};
}

// Short waits, since the process may be asked to end meanwhile.
Result<void> PolicyWatch::Reopen() {
  constexpr std::chrono::seconds kWait{3};
  VEIL_ASSIGN(ControlFeed feed, ControlFeed::Open(
                                    config_, [this] { metrics_.CountPolicyChange(PolicyChange::kRefused); }, kWait));
  VEIL_ASSIGN(std::optional<PolicyInForce> newest, feed.Newest(kWait));
  if (newest) Apply(std::move(*newest));
  feed_.emplace(std::move(feed));
  return {};
}

void PolicyWatch::Apply(PolicyInForce in_force) {
  const Digest digest = in_force.policy.digest();
  if (digest == active_.Current()->policy) return;
  const OperatorText name(in_force.policy.name());
  const OperatorText hex(digest.Hex());
  active_.Replace(std::move(in_force.policy));
  metrics_.SetPolicy(digest);
  metrics_.CountPolicyChange(in_force.rollback ? PolicyChange::kRolledBack : PolicyChange::kActivated);
  log::Info("another policy is in force", log::With("policy", name), log::With("digest", hex));
}

}  // namespace veil
