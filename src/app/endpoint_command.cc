#include "app/endpoint_command.h"

#include <CLI/CLI.hpp>

namespace veil {

void AddEndpointCommand(CLI::App& app, ExitCode& ended) {
  CLI::App* endpoint = app.add_subcommand("endpoint", "Decide which model endpoints may read clean topics");
  endpoint->require_subcommand(1);
  AddRegistryVerbs(*endpoint, ended);
  AddSigningVerbs(*endpoint, ended);
  AddDecisionVerbs(*endpoint, ended);
}

}  // namespace veil
