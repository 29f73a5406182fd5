#pragma once

#include <string>

#include "app/command.h"
#include "base/config_error.h"
#include "endpoint/registry.h"

namespace veil {

// Where the verbs of `veil endpoint` find the registry.
struct RegistryArguments {
  std::string folder = "deploy/endpoints";

  void AddOptions(CLI::App& command);  // --endpoints
  // The endpoint of that name; all files of the registry must be sound.
  ConfigResult<Endpoint> Load(const std::string& name, const GrantableTopics& topics = {}) const;
};

// Today, UTC, by the system's clock.
Day Today();

// Each adds verbs to `veil endpoint`.
void AddRegistryVerbs(CLI::App& endpoint, ExitCode& ended);  // lint list show check
void AddSigningVerbs(CLI::App& endpoint, ExitCode& ended);   // key sign
void AddDecisionVerbs(CLI::App& endpoint, ExitCode& ended);  // approve revoke sweep status drift

}  // namespace veil
