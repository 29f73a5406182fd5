#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/command.h"
#include "app/config.h"
#include "app/shadow_policy.h"
#include "base/yaml_proto.h"
#include "policy/policy.h"
#include "veil/config.pb.h"

namespace veil {
namespace {

// A configuration is good when `veil run` would take it: the file itself and the policy it names. Keys and brokers are
// the environment's, not the file's.
ConfigResult<void> Check(const std::string& path) {
  VEIL_ASSIGN(const Config config, LoadConfig(path));
  VEIL_ASSIGN(const Policy policy, Policy::Load(config.policy, config.policy_dir));
  VEIL_TRY(LoadShadow(config.shadow_policy, config.policy_dir, policy));
  return {};
}

ExitCode Lint(const std::vector<std::string>& paths) {
  ExitCode ended = ExitCode::kDone;
  for (const std::string& path : paths) {
    if (const auto checked = Check(path)) {
      std::cout << path << ": ok\n";
    } else {
      std::cerr << checked.error().ToString() << "\n";
      ended = ExitCode::kUsage;
    }
  }
  return ended;
}

}  // namespace

void AddConfigCommand(CLI::App& app, ExitCode& ended) {
  CLI::App* config = app.add_subcommand("config", "The configuration file of `veil run`");
  config->require_subcommand(1);
  CLI::App* schema = config->add_subcommand("schema", "Print all keys with their types");
  schema->callback([] { std::cout << YamlSchema(*proto::Config::descriptor()); });
  auto paths = std::make_shared<std::vector<std::string>>();
  CLI::App* lint = config->add_subcommand("lint", "Check configuration files and the policies they name");
  lint->add_option("FILE", *paths, "Configuration files")->required();
  lint->callback([paths, &ended] { ended = Lint(*paths); });
}

}  // namespace veil
