#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/command.h"
#include "app/keys.h"

namespace veil {
namespace {

struct KeyArguments {
  std::string file;
  bool quarantine = false;
};

ExitCode MakeKey(const KeyArguments& arguments) {
  const auto made = arguments.quarantine ? NewQuarantineKeys(arguments.file) : NewSurrogateKey(arguments.file);
  if (!made) {
    std::cerr << "veil: " << made.error().ToString() << "\n";
    return ExitCode::kEnvironment;
  }
  if (arguments.quarantine) {
    std::cout << "private quarantine key: " << arguments.file << " (opens sealed messages; keep it off the workers)\n"
              << "public quarantine key: " << arguments.file << ".pub (keys.quarantine_key_file)\n";
  } else {
    std::cout << "surrogate key: " << arguments.file << " (keys.surrogate_key_file)\n";
  }
  return ExitCode::kDone;
}

}  // namespace

void AddKeyCommand(CLI::App& app, ExitCode& ended) {
  CLI::App* key = app.add_subcommand("key", "Make keys");
  key->require_subcommand(1);
  const auto arguments = std::make_shared<KeyArguments>();
  CLI::App* make = key->add_subcommand("new", "Make a surrogate key, or a key pair for the quarantine");
  make->add_option("FILE", arguments->file, "Where to write it; an existing file is never overwritten")->required();
  make->add_flag("--quarantine", arguments->quarantine, "A key pair: FILE is the private key, FILE.pub the public one");
  make->callback([arguments, &ended] { ended = MakeKey(*arguments); });
}

}  // namespace veil
