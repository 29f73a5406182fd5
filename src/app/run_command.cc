#include <CLI/CLI.hpp>
#include <atomic>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/build_digest.h"
#include "app/command.h"
#include "app/config.h"
#include "app/open_subjects.h"
#include "app/policy_watch.h"
#include "app/preflight.h"
#include "app/process_guard.h"
#include "app/shadow_policy.h"
#include "app/vault_option.h"
#include "app/worker.h"
#include "base/log.h"
#include "console/admin_server.h"
#include "kafka/client.h"
#include "keys/key_pair.h"
#include "policy/policy.h"

namespace veil {
namespace {

constexpr std::string_view kVersion = "0.1.0";

ExitCode Complain(ExitCode code, const std::string& what) {
  std::cerr << "veil run: " << what << "\n";
  return code;
}

BuildInfo BuildInfoOf(const Policy& policy) {
  return {std::string(kVersion), BuildDigest(), policy.digest(), Deidentifier::ModelDigest()};
}

// The threads of all workers; the first that cannot go on stops the others.
class Crew {
 public:
  Crew(const Shared& shared, std::size_t workers, std::atomic<bool>& stop) : stop_(stop) {
    for (std::size_t i = 0; i < workers; ++i) {
      threads_.emplace_back([this, &shared, i] {
        if (!Worker(shared, i).Run()) failed_ = stop_ = true;
      });
    }
  }
  ~Crew() { Stop(); }

  void Stop() {
    stop_ = true;
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }
  bool Failed() const { return failed_; }

 private:
  std::atomic<bool>& stop_;
  std::atomic<bool> failed_ = false;
  std::vector<std::thread> threads_;
};

// Until a signal comes or a worker gives up. Workers that wait for a broker cannot say that it is away; this does.
void WatchBroker(const Config& config, Health& health, const std::atomic<bool>& stop, const StopSignals& signals) {
  constexpr std::chrono::milliseconds kTick{200};
  constexpr int kTicksBetween = 25;
  const auto client = kafka::Open(RD_KAFKA_PRODUCER, config.source.client, {});
  for (int tick = 0; !stop && !signals.Wait(kTick); ++tick) {
    if (tick % kTicksBetween != 0) continue;
    health.SetAll(Condition::kBroker, client && kafka::Ping(*client, std::chrono::seconds(2)));
  }
}

// What is made of a policy that comes in force: the shadow runs beside it where it can.
ActivePolicy::Make MakeProcessing(const Config& config, const std::optional<Policy>& shadow, const SurrogateKey& key) {
  return [&config, &shadow, &key](Policy policy) {
    std::optional<Policy> beside = shadow;
    if (shadow && !FitForShadow(policy, *shadow)) {
      log::Warn("the shadow policy is off: it says other columns or members than the policy in force");
      beside.reset();
    }
    SurrogateKey copy(SecretBytes::CopyOf(key.bytes()));
    const auto deidentifier =
        std::make_shared<const Deidentifier>(config.pipeline, std::move(policy), std::move(copy), std::move(beside));
    const auto process = [deidentifier](RawMessage message, StageObserver* observer, const Subjects* subjects) {
      return deidentifier->Process(std::move(message), observer, subjects);
    };
    const auto identify = [deidentifier](const RawMessage& message) { return deidentifier->SubjectsOf(message); };
    return std::make_shared<const Processing>(Processing{process, deidentifier->policy().digest(), identify});
  };
}

// Puts the newest policy of the control topic in the place of the configuration's.
Result<std::optional<ControlFeed>> FollowControl(const Config& config, Metrics& metrics, Policy& policy) {
  if (config.control_topic.empty()) return std::nullopt;
  VEIL_ASSIGN(ControlFeed feed,
              ControlFeed::Open(
                  config, [&metrics] { metrics.CountPolicyChange(PolicyChange::kRefused); }, config.start_timeout));
  VEIL_ASSIGN(std::optional<PolicyInForce> newest, feed.Newest(config.start_timeout));
  if (newest && newest->policy.digest() != policy.digest()) {
    policy = std::move(newest->policy);
    const OperatorText name(policy.name());
    log::Warn("the control topic's policy is in force, not that of the configuration", log::With("policy", name));
  }
  return feed;
}

ExitCode RunStream(const Config& config, Policy policy, const std::optional<Policy>& shadow,
                   const LoadedSurrogateKey& surrogate_key, QuarantineKey quarantine_key, const StopSignals& signals) {
  std::atomic<bool> stop = false;
  const BuildInfo build = BuildInfoOf(policy);
  Metrics metrics(build);
  Health health(config.workers);
  health.SetAll(Condition::kPolicy, true);
  health.SetAll(Condition::kKey, true);
  const auto admin = AdminServer::Start(config.admin, metrics, health);
  if (!admin) {
    const bool usage = admin.error().code == ErrorCode::kConfig;
    return Complain(usage ? ExitCode::kUsage : ExitCode::kEnvironment,
                    "admin: " + std::string(admin.error().what.view()));
  }
  const std::string missing = Preflight(config, [&] { return stop = signals.Wait(std::chrono::milliseconds(0)); });
  if (!missing.empty()) return Complain(ExitCode::kEnvironment, missing);
  if (stop) return ExitCode::kDone;

  auto control = FollowControl(config, metrics, policy);
  if (!control) return Complain(ExitCode::kEnvironment, "control topic: " + std::string(control.error().what.view()));
  metrics.SetPolicy(policy.digest());
  ActivePolicy active(std::move(policy), MakeProcessing(config, shadow, surrogate_key.key));
  std::optional<PolicyWatch> watch;
  if (*control) watch.emplace(config, std::move(**control), active, metrics);
  std::unique_ptr<SubjectStore> subjects;
  if (config.subjects.Wanted()) {
    auto opened = OpenSubjects(config.subjects, config.source.client);
    if (!opened) return Complain(ExitCode::kEnvironment, "subjects: " + opened.error().ToString());
    subjects = std::move(*opened);
    log::Info("subjects restored");
  }
  const BatchMakers makers{"", {}, build.model, build.build, surrogate_key.id};
  const Shared shared{config, active, std::move(quarantine_key), makers, metrics, health, stop, subjects.get()};
  Crew crew(shared, config.workers, stop);
  WatchBroker(config, health, stop, signals);
  health.SetStopping();
  crew.Stop();
  log::Info("stopped");
  return crew.Failed() ? ExitCode::kUsage : ExitCode::kDone;
}

ExitCode Run(const std::string& path) {
  ForbidCoreDumps();
  const StopSignals signals;
  auto config = LoadConfig(path);
  if (!config) return Complain(ExitCode::kUsage, config.error().ToString());
  log::Configure(config->log);
  auto policy = Policy::Load(config->policy, config->policy_dir);
  if (!policy) return Complain(ExitCode::kUsage, policy.error().ToString());
  auto shadow = LoadShadow(config->shadow_policy, config->policy_dir, *policy);
  if (!shadow) return Complain(ExitCode::kUsage, shadow.error().ToString());
  auto surrogate_key = LoadSurrogateKey(config->surrogate_key);
  if (!surrogate_key) return Complain(ExitCode::kEnvironment, surrogate_key.error().ToString());
  const auto public_key = LoadPublicKey(config->quarantine_key_file, PairKind::kQuarantine);
  if (!public_key) return Complain(ExitCode::kEnvironment, public_key.error().ToString());
  const auto quarantine_key = QuarantineKey::FromBytes(*public_key);
  if (!quarantine_key) return Complain(ExitCode::kEnvironment, std::string(quarantine_key.error().what.view()));
  auto vault_key = LoadVaultKey(config->vault_key_file, *policy);
  if (!vault_key) return Complain(ExitCode::kEnvironment, vault_key.error().ToString());
  config->pipeline.vault_key = std::move(*vault_key);
  return RunStream(*config, std::move(*policy), *shadow, *surrogate_key, *quarantine_key, signals);
}

}  // namespace

void AddRunCommand(CLI::App& app, ExitCode& ended) {
  CLI::App& run = *app.add_subcommand("run", "De-identify a stream: Kafka topics in, clean topics out");
  const auto path = std::make_shared<std::string>();
  run.add_option("--config", *path, "Configuration file (docs/configuration.md)")->required();
  run.callback([path, &ended] { ended = Run(*path); });
}

}  // namespace veil
