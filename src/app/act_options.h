#pragma once

#include <cstdint>
#include <string>

#include "app/command.h"
#include "audit/ledger_entry.h"

namespace veil {

// The options of a command that is an act of a person: who does it, why, and which ledger tells of it.
class ActOptions {
 public:
  enum class Ledger : std::uint8_t { kOptional, kRequired };
  void AddTo(CLI::App& command, Ledger ledger = Ledger::kOptional);  // --who, --why, --config, --ledger

  // An act of this person.
  LedgerAct Act(std::string kind) const;

  // Writes the act to the ledger of --config, or to the file of --ledger; without either says on standard error that it
  // is recorded nowhere. A failure is said there too.
  ExitCode Record(const LedgerAct& act) const;

  const std::string& config() const { return config_; }  // its file; empty: none

 private:
  std::string who_;
  std::string why_;
  std::string config_;
  std::string ledger_;
};

}  // namespace veil
