#include "app/policy_activation.h"

#include <iostream>
#include <optional>

#include "app/acts.h"
#include "app/config.h"
#include "app/policy_history.h"
#include "app/shadow_policy.h"
#include "audit/ledger.h"
#include "base/fold.h"
#include "base/unix_time.h"
#include "policy/policy_diff.h"

namespace veil {
namespace {

constexpr std::size_t kWhoBytesMax = 200;
constexpr std::size_t kWhyBytesMax = 2000;

ExitCode Complain(ExitCode code, const std::string& what) {
  std::cerr << "veil policy: " << what << "\n";
  return code;
}

ExitCode Complain(const Error& error) {
  return Complain(error.code == ErrorCode::kConfig ? ExitCode::kUsage : ExitCode::kEnvironment,
                  std::string(error.what.view()));
}

bool IsGiven(const std::string& text, std::size_t bytes_max) {
  return !text.empty() && text.size() <= bytes_max && IsUtf8(text);
}

ConfigResult<Config> LoadWithControl(const std::string& path) {
  VEIL_ASSIGN(Config config, LoadConfig(path));
  if (!config.control_topic.empty()) return config;
  return tl::make_unexpected(
      ConfigError{path, 0, 0, "control.topic: names no topic, so workers follow `policy` alone"});
}

// What the stream does now, and what it shall do.
struct Change {
  Policy from;
  Policy to;
};

// Chooses what shall be in force, from what was; nothing: there is nothing to do.
using Choose = std::function<std::optional<Change>(const PolicyHistory&)>;

PlannedAct PlanOf(const Config& config, const Change& change, bool rollback, const PolicyActivation& given) {
  const std::string& group = config.source.consumer.group;
  const PolicyInForce in_force{change.to, change.from, rollback, given.who, given.why, UnixMilliseconds()};
  LedgerAct act{rollback ? "policy-rollback" : "policy-activate",
                given.who,
                given.why,
                {{"group", group},
                 {"policy", change.to.name()},
                 {"new", change.to.digest().Hex()},
                 {"old", change.from.digest().Hex()}}};
  return {std::move(act), {{config.control_topic, group, SerializeControl(in_force), "control"}}};
}

void Say(const Change& change, const LedgerAct& act, const std::optional<Policy>& shadow) {
  std::cout << "in force: " << change.to.name() << "  " << change.to.digest().Hex()
            << "\nbefore:   " << change.from.name() << "  " << change.from.digest().Hex()
            << "\nrecord:   " << act.details.at("control") << "\n";
  const auto differences = DiffPolicies(change.from, change.to);
  for (const PolicyDifference& difference : differences) {
    std::cout << "  " << difference.what << ": " << difference.before << " -> " << difference.after
              << (difference.disclosure == Disclosure::kMore ? "  MORE is disclosed" : "") << "\n";
  }
  if (change.to.output() == PolicyOutput::kNone) {
    std::cout << "nothing is published from now on; what is read meanwhile is counted and not read again\n";
  }
  if (shadow && !FitForShadow(change.to, *shadow)) std::cout << "the shadow policy is off under this one\n";
}

ExitCode Act(const Config& config, const PolicyActivation& given, bool rollback, const Choose& choose) {
  if (!IsGiven(given.who, kWhoBytesMax)) return Complain(ExitCode::kUsage, "--who takes 1 to 200 bytes of UTF-8");
  if (!IsGiven(given.why, kWhyBytesMax)) return Complain(ExitCode::kUsage, "--why takes 1 to 2000 bytes of UTF-8");
  std::optional<Policy> shadow;
  if (!config.shadow_policy.empty()) {
    if (auto loaded = Policy::Load(config.shadow_policy, config.policy_dir)) shadow = std::move(*loaded);
  }
  std::optional<Change> change;
  const auto done = RecordPlanned(config, [&]() -> Result<std::optional<PlannedAct>> {
    VEIL_ASSIGN(const PolicyHistory history, ReadPolicyHistory(config));
    change = choose(history);
    if (!change) return std::nullopt;
    return PlanOf(config, *change, rollback, given);
  });
  if (!done) return Complain(done.error());
  if (*done) Say(*change, **done, shadow);
  return ExitCode::kDone;
}

}  // namespace

ExitCode PolicyActivation::Activate() const {
  const auto loaded = LoadWithControl(config);
  if (!loaded) return Complain(ExitCode::kUsage, loaded.error().ToString());
  const auto next = Policy::Load(policy, loaded->policy_dir);
  if (!next) {
    for (const ConfigError& error : Policy::Lint(policy, loaded->policy_dir)) std::cerr << error.ToString() << "\n";
    return ExitCode::kUsage;
  }
  const auto configured = Policy::Load(loaded->policy, loaded->policy_dir);
  if (!configured) return Complain(ExitCode::kUsage, configured.error().ToString());
  return Act(*loaded, *this, false, [&](const PolicyHistory& history) -> std::optional<Change> {
    const Policy& current = history.Current() != nullptr ? *history.Current() : *configured;
    if (current.digest() != next->digest()) return Change{current, *next};
    std::cout << "in force: " << next->name() << "  " << next->digest().Hex() << "  already\n";
    return std::nullopt;
  });
}

ExitCode PolicyActivation::RollBack() const {
  const auto loaded = LoadWithControl(config);
  if (!loaded) return Complain(ExitCode::kUsage, loaded.error().ToString());
  bool nothing = false;
  const ExitCode ended = Act(*loaded, *this, true, [&](const PolicyHistory& history) -> std::optional<Change> {
    nothing = history.Before() == nullptr;
    if (nothing) return std::nullopt;
    return Change{*history.Current(), *history.Before()};
  });
  if (ended == ExitCode::kDone && nothing) return Complain(ExitCode::kUsage, "there is no policy to go back to");
  return ended;
}

ExitCode PolicyActivation::History() const {
  const auto loaded = LoadWithControl(config);
  if (!loaded) return Complain(ExitCode::kUsage, loaded.error().ToString());
  const auto history = ReadPolicyHistory(*loaded);
  if (!history) return Complain(history.error());
  for (const PolicyInForce& act : history->acts()) {
    std::cout << UtcTime(act.time_ms) << "  " << (act.rollback ? "rollback to " : "activate ")
              << act.policy.digest().Hex() << "  " << LedgerString(act.policy.name()) << " by " << LedgerString(act.who)
              << ": " << LedgerString(act.why) << "\n";
  }
  if (history->Current() == nullptr) std::cout << "nobody has put a policy in force: that of the configuration holds\n";
  return ExitCode::kDone;
}

}  // namespace veil
