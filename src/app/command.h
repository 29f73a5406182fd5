#pragma once

#include <cstdint>

namespace CLI {
class App;
}

namespace veil {

// What the process answers to its caller (README, "Exit codes").
enum class ExitCode : std::uint8_t {
  kDone = 0,
  kFailed = 1,       // something was quarantined, or a gate failed
  kUsage = 2,        // usage or configuration
  kEnvironment = 3,  // broker, file or key
};

// Adds one command to the program; when the command line chooses it, it runs and says how it ended. One of these a
// command, listed in main.cc.
using AddCommand = void (*)(CLI::App& app, ExitCode& ended);

void AddRunCommand(CLI::App& app, ExitCode& ended);
void AddDeidCommand(CLI::App& app, ExitCode& ended);
void AddDetectCommand(CLI::App& app, ExitCode& ended);
void AddEvalCommand(CLI::App& app, ExitCode& ended);
void AddPolicyCommand(CLI::App& app, ExitCode& ended);
void AddKeyCommand(CLI::App& app, ExitCode& ended);
void AddQuarantineCommand(CLI::App& app, ExitCode& ended);
void AddReidentifyCommand(CLI::App& app, ExitCode& ended);
void AddAuditCommand(CLI::App& app, ExitCode& ended);
void AddEndpointCommand(CLI::App& app, ExitCode& ended);
void AddIncidentCommand(CLI::App& app, ExitCode& ended);
void AddConfigCommand(CLI::App& app, ExitCode& ended);

}  // namespace veil
