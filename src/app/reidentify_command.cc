#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/act_options.h"
#include "app/command.h"
#include "app/config.h"
#include "app/inputs.h"
#include "app/process_guard.h"
#include "app/reidentify_output.h"
#include "app/vault_file.h"
#include "kafka/topic_reader.h"
#include "keys/key_pair.h"
#include "vault/restorer.h"
#include "vault/vault_record.h"

namespace veil {
namespace {

constexpr std::size_t kTextBytesMax = 16U << 20;

struct ReidentifyArguments {
  std::string vault;
  std::string private_key;
  std::vector<std::string> messages;
  std::vector<std::string> keys;
  ActOptions act;
};

ExitCode Complain(ExitCode code, const std::string& what) {
  std::cerr << "veil reidentify: " << what << "\n";
  return code;
}

// Opens the records that were asked for, of all clean messages or of those named.
class Opened {
 public:
  Opened(const ReidentifyArguments& arguments, std::string_view private_key)
      : messages_(arguments.messages.begin(), arguments.messages.end()),
        keys_(arguments.keys.begin(), arguments.keys.end()),
        private_key_(private_key) {}

  Result<void> Take(const StoredVault& stored) {
    const bool all = messages_.empty() && keys_.empty();
    if (!all && !messages_.contains(stored.clean) && !keys_.contains(stored.key)) return {};
    VEIL_ASSIGN(const std::vector<VaultEntry> entries, UnsealVault(stored.sealed, private_key_));
    restorer_.Add(entries);
    ++records_;
    return {};
  }

  const Restorer& restorer() const { return restorer_; }
  std::uint64_t records() const { return records_; }

 private:
  std::set<std::string> messages_;
  std::set<std::string> keys_;
  std::string_view private_key_;
  Restorer restorer_;
  std::uint64_t records_ = 0;
};

Result<void> ReadVaultTopic(const Config& config, Opened& opened) {
  Result<void> done;
  VEIL_TRY(kafka::ReadTopic(config.publish.client, config.publish.vault_topic, config.start_timeout,
                            [&](const kafka::StoredRecord& record) {
                              done = opened.Take({record.Header("veil-clean"), record.key, record.value});
                              return done.has_value();
                            }));
  return done;
}

std::string Counts(const Restored& restored) {
  std::string counts;
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    if (restored.counts[type] == 0) continue;
    counts += (counts.empty() ? "" : " ") + std::string(IdentifierTypeName(static_cast<IdentifierType>(type)).view()) +
              "=" + std::to_string(restored.counts[type]);
  }
  return counts.empty() ? "none" : counts;
}

// The ledger comes before the text: what it does not tell of is not shown.
ExitCode Finish(const ReidentifyArguments& arguments, const Opened& opened, const PhiString& text) {
  const Restored restored = Reidentify(opened.restorer(), text);
  LedgerAct act = arguments.act.Act("reidentify");
  act.details = {{"restored", std::to_string(restored.total())},
                 {"ambiguous", std::to_string(restored.ambiguous)},
                 {"records", std::to_string(opened.records())},
                 {"types", Counts(restored)},
                 {"text", DigestOf(text).Hex()}};
  const ExitCode recorded = arguments.act.Record(act);
  if (recorded != ExitCode::kDone) return recorded;
  std::cerr << "veil reidentify: " << restored.total() << " restored (" << Counts(restored) << "), "
            << restored.ambiguous << " ambiguous and left, from " << opened.records()
            << " records; what follows on standard output is protected health information\n";
  if (!WriteRestored(restored)) return Complain(ExitCode::kEnvironment, "standard output cannot be written");
  return ExitCode::kDone;
}

ExitCode Run(const ReidentifyArguments& arguments) {
  ForbidCoreDumps();
  if (arguments.vault.empty() && arguments.act.config().empty()) {
    return Complain(ExitCode::kUsage, "where is the vault? give --vault, or --config for its topic");
  }
  const auto keys = LoadKeyPair(arguments.private_key, PairKind::kVault);
  if (!keys) return Complain(ExitCode::kEnvironment, keys.error().ToString());
  const auto text = ReadInput({"-", "stdin"}, kTextBytesMax);
  if (!text || text->size() > kTextBytesMax) {
    return Complain(ExitCode::kEnvironment, "standard input cannot be read, or is longer than 16 MiB");
  }
  Opened opened(arguments, keys->private_key.view());
  Result<void> read;
  if (!arguments.vault.empty()) {
    read = ReadVaultFile(arguments.vault, [&](const StoredVault& stored) { return opened.Take(stored); });
  } else {
    const auto config = LoadConfig(arguments.act.config());
    if (!config) return Complain(ExitCode::kUsage, config.error().ToString());
    read = ReadVaultTopic(*config, opened);
  }
  if (!read) {
    std::string why = "the vault: " + std::string(read.error().what.view());
    if (read.error().offset > 0) why += ", at line " + std::to_string(read.error().offset);
    return Complain(ExitCode::kEnvironment, why);
  }
  return Finish(arguments, opened, *text);
}

}  // namespace

void AddReidentifyCommand(CLI::App& app, ExitCode& ended) {
  CLI::App* command = app.add_subcommand(
      "reidentify", "Turn the surrogates in a text on standard input back, for the holder of the private vault key");
  const auto arguments = std::make_shared<ReidentifyArguments>();
  command->add_option("--vault", arguments->vault, "The vault's file; without it the vault topic of --config");
  command->add_option("--private-key", arguments->private_key, "The private half of the vault key")->required();
  command->add_option("--message", arguments->messages,
                      "SHA-256 of a clean message that the text is about (digest_out of its receipt); all without one");
  command->add_option("--record-key", arguments->keys, "The same by the record key of clean messages");
  arguments->act.AddTo(*command, ActOptions::Ledger::kRequired);
  command->callback([arguments, &ended] { ended = Run(*arguments); });
}

}  // namespace veil
