#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>

#include "app/command.h"
#include "app/ledger_input.h"
#include "app/quarantine_topic.h"
#include "audit/ledger.h"
#include "audit/report.h"
#include "audit/verify.h"
#include "kafka/group_offsets.h"

namespace veil {
namespace {

struct AuditArguments {
  LedgerInput input;
  bool json = false;
  std::vector<std::string> hashes;
};

ExitCode Complain(const CommandFailure& failure) {
  std::cerr << "veil audit: " << failure.what << "\n";
  return failure.code;
}

// What the ledger must account for: what a group has committed. Taken before the ledger is read.
Result<void, CommandFailure> ExpectCommitted(const Config& config, const std::string& group, LedgerVerifier& verifier) {
  const auto offsets = kafka::CommittedOffsets(config.publish.client, group, config.start_timeout);
  if (!offsets) {
    return tl::make_unexpected(
        CommandFailure{ExitCode::kEnvironment, "group " + group + ": " + std::string(offsets.error().what.view())});
  }
  for (const auto& [partition, next] : *offsets) {
    verifier.ExpectCommitted(OperatorText(partition.first), partition.second, next);
  }
  return {};
}

std::string OffsetsText(const OffsetRange& range) {
  return LedgerString(range.topic.str()) + " [" + std::to_string(range.partition) + "] offsets " +
         std::to_string(range.first_offset) + " to " + std::to_string(range.next_offset - 1);
}

std::string FindingText(const LedgerFinding& finding) {
  std::string text = "FAULT: " + std::string(LedgerFaultName(finding.fault).view());
  if (finding.line != 0) text += ", entry " + std::to_string(finding.line) + " as read";
  if (!finding.chain.empty()) {
    text += ", chain " + LedgerString(finding.chain) + " sequence " + std::to_string(finding.sequence);
  }
  if (finding.offsets) text += ", " + OffsetsText(*finding.offsets);
  if (finding.hash) text += ", " + finding.hash->Hex();
  if (finding.count > 1) text += "; " + std::to_string(finding.count) + " of this kind";
  return text + "\n";
}

std::string VerdictText(const LedgerVerdict& verdict) {
  std::string text = std::string("ledger: ") + (verdict.sound() ? "sound" : "NOT sound") + "; " +
                     std::to_string(verdict.entries) + " entries in " + std::to_string(verdict.chains.size()) +
                     " chains, " + std::to_string(verdict.clean) + " clean and " + std::to_string(verdict.quarantined) +
                     " quarantined messages\n";
  for (const OffsetRange& range : verdict.covered) text += "accounts for " + OffsetsText(range) + "\n";
  for (const auto& [chain, head] : verdict.chains) {
    text +=
        "chain " + LedgerString(chain) + " ends with " + std::to_string(head.sequence) + " " + head.hash.Hex() + "\n";
  }
  for (const LedgerFinding& finding : verdict.findings) text += FindingText(finding);
  return text;
}

ExitCode Verify(AuditArguments& arguments) {
  LedgerVerifier verifier;
  for (const std::string& hex : arguments.hashes) {
    const auto hash = Digest::FromHex(hex);
    if (!hash) return Complain({ExitCode::kUsage, "--hash takes 64 lower-case hexadecimal digits"});
    verifier.ExpectHash(*hash);
  }
  const auto config = arguments.input.LoadConfig();
  if (!config) return Complain(config.error());
  if (*config != nullptr) {
    for (const std::string& group : {(*config)->source.consumer.group, ReplayGroup(**config)}) {
      const auto expected = ExpectCommitted(**config, group, verifier);
      if (!expected) return Complain(expected.error());
    }
  }
  const auto read = arguments.input.Read([&verifier](std::string_view line) { verifier.AddLine(line); });
  if (!read) return Complain(read.error());
  const LedgerVerdict verdict = verifier.Finish();
  std::cout << VerdictText(verdict);
  return verdict.sound() ? ExitCode::kDone : ExitCode::kFailed;
}

ExitCode Report(AuditArguments& arguments) {
  const auto config = arguments.input.LoadConfig();
  if (!config) return Complain(config.error());
  LedgerReport report;
  LedgerVerifier verifier;
  const auto read = arguments.input.Read([&](std::string_view line) {
    verifier.AddLine(line);
    if (const auto entry = ParseEntry(line)) report.Add(*entry);
  });
  if (!read) return Complain(read.error());
  std::cout << (arguments.json ? report.Json() + "\n" : report.Text());
  if (verifier.Finish().sound()) return ExitCode::kDone;
  std::cerr << "veil audit: the ledger is not sound, so neither is this report; `veil audit verify` says more\n";
  return ExitCode::kFailed;
}

}  // namespace

void AddAuditCommand(CLI::App& app, ExitCode& ended) {
  CLI::App* audit = app.add_subcommand("audit", "Verify and report the ledger");
  audit->require_subcommand(1);
  const auto arguments = std::make_shared<AuditArguments>();

  CLI::App* verify =
      audit->add_subcommand("verify", "Check that the ledger is whole and accounts for every offset once");
  arguments->input.AddOptions(*verify);
  verify->add_option("--hash", arguments->hashes, "A hash noted from an earlier run that must be in the ledger");
  verify->callback([arguments, &ended] { ended = Verify(*arguments); });

  CLI::App* report = audit->add_subcommand("report", "Say what was done, for compliance");
  arguments->input.AddOptions(*report);
  report->add_flag("--json", arguments->json, "One JSON object");
  report->callback([arguments, &ended] { ended = Report(*arguments); });
}

}  // namespace veil
