#include <CLI/CLI.hpp>
#include <chrono>
#include <iomanip>
#include <iostream>
#include <memory>
#include <optional>

#include "app/build_digest.h"
#include "app/command.h"
#include "app/config.h"
#include "app/policy_history.h"
#include "app/process_guard.h"
#include "app/quarantine_replay.h"
#include "app/quarantine_show.h"
#include "app/quarantine_topic.h"
#include "app/vault_option.h"
#include "audit/ledger.h"
#include "base/unix_time.h"
#include "keys/key_pair.h"
#include "policy/policy.h"

namespace veil {
namespace {

struct QuarantineArguments {
  std::string config;
  std::string private_key;
  std::string address;
  bool skip_unopened = false;
};

ExitCode Complain(ExitCode code, const std::string& what) {
  std::cerr << "veil quarantine: " << what << "\n";
  return code;
}

ExitCode Complain(const Error& error) {
  const bool usage = error.code == ErrorCode::kConfig;
  return Complain(usage ? ExitCode::kUsage : ExitCode::kEnvironment, std::string(error.what.view()));
}

// A header as it may go to a terminal: Veil writes words and numbers, others might not.
std::string Shown(const kafka::StoredRecord& record, const std::string& header) {
  const std::string quoted = LedgerString(record.Header(header));
  return quoted.substr(1, quoted.size() - 2);
}

void PrintRow(std::string_view address, std::string_view state, std::string_view reason, std::string_view size,
              std::string_view time, std::string_view source) {
  std::cout << std::left << std::setw(12) << address << std::setw(10) << state << std::setw(21) << reason << std::right
            << std::setw(10) << size << "  " << std::left << std::setw(22) << time << source << "\n";
}

ExitCode List(const QuarantineArguments& arguments) {
  const auto config = LoadConfig(arguments.config);
  if (!config) return Complain(ExitCode::kUsage, config.error().ToString());
  const auto replayed = ReplayedOffsets(*config);
  PrintRow("record", "state", "reason", "bytes", "since", "source topic/partition/offset");
  std::uint64_t records = 0;
  const auto done = ReadQuarantine(*config, [&](const kafka::StoredRecord& record) {
    std::string state = "unknown";
    if (replayed) {
      const auto next = replayed->find({config->publish.quarantine_topic, record.partition});
      state = next != replayed->end() && record.offset < next->second ? "replayed" : "waiting";
    }
    PrintRow(QuarantineAddress{record.partition, record.offset}.ToString(), state, Shown(record, "veil-reason"),
             Shown(record, "veil-size"), UtcTime(record.time_ms),
             Shown(record, "veil-source-topic") + "/" + Shown(record, "veil-source-partition") + "/" +
                 Shown(record, "veil-source-offset"));
    ++records;
    return true;
  });
  if (!done) return Complain(done.error());
  std::cout << records << " records\n";
  return ExitCode::kDone;
}

ExitCode Show(const QuarantineArguments& arguments) {
  ForbidCoreDumps();
  const auto address = QuarantineAddress::Parse(arguments.address);
  if (!address) return Complain(ExitCode::kUsage, "RECORD is PARTITION/OFFSET, as `veil quarantine list` prints it");
  const auto config = LoadConfig(arguments.config);
  if (!config) return Complain(ExitCode::kUsage, config.error().ToString());
  const auto keys = LoadKeyPair(arguments.private_key, PairKind::kQuarantine);
  if (!keys) return Complain(ExitCode::kEnvironment, keys.error().ToString());
  std::optional<Result<OpenedRecord>> opened;
  const auto done = ReadQuarantine(*config, [&](const kafka::StoredRecord& record) {
    if (QuarantineAddress{record.partition, record.offset} != *address) return true;
    opened = Unseal(record.value, keys->private_key.view());
    return false;
  });
  if (!done) return Complain(done.error());
  if (!opened) return Complain(ExitCode::kFailed, "there is no such record");
  if (!*opened) return Complain(opened->error());
  if (!(*opened)->complete) {
    return Complain(ExitCode::kFailed,
                    "the message was too large for the quarantine topic; only its digest was sealed");
  }
  std::cerr << "veil quarantine: what follows on standard output is protected health information\n";
  return ShowOpened(**opened) ? ExitCode::kDone : Complain(ExitCode::kEnvironment, "standard output cannot be written");
}

ExitCode Summarize(const QuarantineReplay& replay, const Result<void>& ended) {
  const QuarantineReplay::Counts& counts = replay.counts();
  std::cout << "replayed: " << counts.clean << " clean, " << counts.quarantined << " quarantined again, "
            << counts.incomplete << " sealed without their text, " << counts.unopened << " not opened\n";
  if (!ended && ended.error().code == ErrorCode::kKey) {
    return Complain(ExitCode::kEnvironment,
                    "the private key does not open a record (see the log); --skip-unopened passes over those");
  }
  if (!ended) return Complain(ended.error());
  if (!replay.Finished()) return Complain(ExitCode::kFailed, "stopped before the end; run it again to go on");
  return counts.quarantined + counts.incomplete + counts.unopened == 0 ? ExitCode::kDone : ExitCode::kFailed;
}

ExitCode Replay(const QuarantineArguments& arguments) {
  ForbidCoreDumps();
  const StopSignals signals;
  auto config = LoadConfig(arguments.config);
  if (!config) return Complain(ExitCode::kUsage, config.error().ToString());
  log::Configure(config->log);
  auto policy = Policy::Load(config->policy, config->policy_dir);
  if (!policy) return Complain(ExitCode::kUsage, policy.error().ToString());
  if (!config->control_topic.empty()) {
    const auto history = ReadPolicyHistory(*config);
    if (!history) return Complain(history.error());
    if (history->Current() != nullptr) *policy = *history->Current();
  }
  if (policy->output() == PolicyOutput::kNone) {
    return Complain(ExitCode::kUsage,
                    "policy " + policy->name() + " publishes nothing; a replay would lose what waits");
  }
  auto surrogate_key = LoadSurrogateKey(config->surrogate_key);
  if (!surrogate_key) return Complain(ExitCode::kEnvironment, surrogate_key.error().ToString());
  const auto keys = LoadKeyPair(arguments.private_key, PairKind::kQuarantine);
  if (!keys) return Complain(ExitCode::kEnvironment, keys.error().ToString());
  const auto sealing_key = LoadPublicKey(config->quarantine_key_file, PairKind::kQuarantine);
  if (!sealing_key) return Complain(ExitCode::kEnvironment, sealing_key.error().ToString());
  auto public_key = QuarantineKey::FromBytes(*sealing_key);
  if (!public_key) return Complain(public_key.error());

  auto vault_key = LoadVaultKey(config->vault_key_file, *policy);
  if (!vault_key) return Complain(ExitCode::kEnvironment, vault_key.error().ToString());
  config->pipeline.vault_key = std::move(*vault_key);
  const BatchMakers makers{"", policy->digest(), Deidentifier::ModelDigest(), BuildDigest(), surrogate_key->id};
  const Deidentifier deidentifier(config->pipeline, std::move(*policy), std::move(surrogate_key->key));
  const auto stop = [&signals] { return signals.Wait(std::chrono::milliseconds(0)); };
  QuarantineReplay replay(
      {*config, deidentifier, makers, std::move(*public_key), keys->private_key.view(), arguments.skip_unopened, stop});
  return Summarize(replay, replay.Run());
}

}  // namespace

void AddQuarantineCommand(CLI::App& app, ExitCode& ended) {
  CLI::App* quarantine = app.add_subcommand("quarantine", "List, open and replay what was not published");
  quarantine->require_subcommand(1);
  const auto arguments = std::make_shared<QuarantineArguments>();
  const auto add = [&](const char* name, const char* words, ExitCode (*run)(const QuarantineArguments&)) {
    CLI::App* command = quarantine->add_subcommand(name, words);
    command->add_option("--config", arguments->config, "Configuration file of the stream")->required();
    command->callback([arguments, run, &ended] { ended = run(*arguments); });
    return command;
  };
  const auto add_key = [&](CLI::App* command) {
    command->add_option("--private-key", arguments->private_key, "The private half of the quarantine key")->required();
  };
  add("list", "What is sealed, why and since when; no text", &List);
  CLI::App* show = add("show", "Print a message's original bytes: protected health information", &Show);
  add_key(show);
  show->add_option("RECORD", arguments->address, "PARTITION/OFFSET, as list prints it")->required();
  CLI::App* replay =
      add("replay", "Process what waits under the current policy, and publish what is now clean", &Replay);
  add_key(replay);
  replay->add_flag("--skip-unopened", arguments->skip_unopened, "Pass over records that the key does not open");
}

}  // namespace veil
