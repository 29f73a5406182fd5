#include <CLI/CLI.hpp>
#include <vector>

#include "app/command.h"

namespace {

// Every command there is. A new one is a file in this folder and a line here.
// clang-format off
const std::vector<veil::AddCommand> kCommands = {
    veil::AddAuditCommand,
    veil::AddConfigCommand,
    veil::AddDeidCommand,
    veil::AddDetectCommand,
    veil::AddEndpointCommand,
    veil::AddEvalCommand,
    veil::AddIncidentCommand,
    veil::AddKeyCommand,
    veil::AddPolicyCommand,
    veil::AddQuarantineCommand,
    veil::AddReidentifyCommand,
    veil::AddRunCommand,
};
// clang-format on

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Veil: de-identification of clinical messages");
  app.require_subcommand(1);
  veil::ExitCode ended = veil::ExitCode::kDone;
  for (const veil::AddCommand add : kCommands) add(app, ended);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(veil::ExitCode::kUsage);
  }
  return static_cast<int>(ended);
}
