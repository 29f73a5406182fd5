#include "app/statement_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fstream>

#include "app/approver_keys.h"
#include "endpoint/names.h"

namespace veil {

void SignerArguments::AddOptions(CLI::App& command) {
  command.add_option("--signer", name, "Your name in approvers.yaml")->required();
  command.add_option("--key", key_file, "Your private key, as `veil endpoint key` made it")->required();
  command.add_option("--output", output, "The statement's file; default: SUBJECT.SIGNER.statement");
  command.add_option("--valid-days", valid_days, "How long the signature may be used")
      ->check(CLI::Range(1, static_cast<int>(kStatementValidityMax.count())))
      ->capture_default_str();
}

OrRefusal<std::string> WriteStatement(const SignerArguments& signer, const SignedMatter& matter) {
  const std::string fault = PersonNameFault(signer.name);
  if (!fault.empty()) return Refuse(fault, RefusalKind::kUsage);
  const auto seed = LoadApproverSeed(signer.key_file);
  if (!seed) return Refuse(seed.error().ToString(), RefusalKind::kEnvironment);
  const Instant now = Now();
  Statement statement{std::string(matter.purpose),
                      matter.subject,
                      matter.about,
                      signer.name,
                      now,
                      now + std::chrono::days(signer.valid_days),
                      "",
                      ""};
  Sign(statement, seed->view());
  const std::string path = signer.output.empty() ? matter.subject + "." + signer.name + ".statement" : signer.output;
  const std::string text = StatementText(statement);
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
  if (file < 0) return Refuse(path + ": exists, or cannot be made", RefusalKind::kEnvironment);
  const bool written = write(file, text.data(), text.size()) == std::ssize(text) && fsync(file) == 0;
  close(file);
  if (written) return path;
  unlink(path.c_str());
  return Refuse(path + ": cannot be written", RefusalKind::kEnvironment);
}

OrRefusal<std::vector<Statement>> ReadStatements(const std::vector<std::string>& paths) {
  std::vector<Statement> statements;
  for (const std::string& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::string text(kStatementBytesMax + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in.is_open() || in.bad()) return Refuse(path + ": cannot be read", RefusalKind::kEnvironment);
    text.resize(static_cast<std::size_t>(in.gcount()));
    const auto statement = ParseStatement(text);
    if (!statement) return Refuse(path + ": " + std::string(statement.error().what.view()));
    statements.push_back(*statement);
  }
  return statements;
}

Instant Now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

}  // namespace veil
