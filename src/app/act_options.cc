#include "app/act_options.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/acts.h"

namespace veil {
namespace {

constexpr std::size_t kWordsBytesMax = 500;

ExitCode Complain(ExitCode code, const std::string& what) {
  std::cerr << "veil: " << what << "\n";
  return code;
}

std::string Sized(const std::string& text) {
  if (text.find_first_not_of(" \t") == std::string::npos) return "must not be empty";
  return text.size() <= kWordsBytesMax ? "" : "has at most 500 bytes";
}

}  // namespace

void ActOptions::AddTo(CLI::App& command, Ledger ledger) {
  command.add_option("--who", who_, "Who does this, for the ledger")->required()->check(Sized);
  command.add_option("--why", why_, "The reason, for the ledger; no patient's data")->required()->check(Sized);
  auto* where = command.add_option_group("ledger", "Where it is recorded");
  where->add_option("--config", config_, "Configuration file of the stream: its ledger topic");
  where->add_option("--ledger", ledger_, "A file with one entry a line, made if need be");
  where->require_option(ledger == Ledger::kRequired ? 1 : 0, 1);
}

LedgerAct ActOptions::Act(std::string kind) const { return {std::move(kind), who_, why_, {}}; }

ExitCode ActOptions::Record(const LedgerAct& act) const {
  if (!ledger_.empty()) {
    const Result<void> done = RecordActInFile(ledger_, act);
    if (done) return ExitCode::kDone;
    return Complain(ExitCode::kEnvironment, ledger_ + ": " + std::string(done.error().what.view()));
  }
  if (config_.empty()) {
    std::cerr << "veil: neither --config nor --ledger: this is recorded in no ledger\n";
    return ExitCode::kDone;
  }
  const auto config = LoadConfig(config_);
  if (!config) return Complain(ExitCode::kUsage, config.error().ToString());
  const Result<void> done = RecordAct(*config, act);
  if (done) return ExitCode::kDone;
  return Complain(ExitCode::kEnvironment, "the ledger: " + std::string(done.error().what.view()));
}

}  // namespace veil
