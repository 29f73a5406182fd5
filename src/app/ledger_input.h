#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "app/command.h"
#include "app/config.h"
#include "base/result.h"

namespace CLI {
class App;
}

namespace veil {

// How a command that was asked for something could not do it; said on standard error.
struct CommandFailure {
  ExitCode code = ExitCode::kEnvironment;
  std::string what;
};

// Gives each line of `in`, without its end. What follows the bytes_max-th byte of a line is left out, so a file
// of another kind does not fill the memory.
void ReadLines(std::istream& in, std::size_t bytes_max, const std::function<void(std::string_view)>& take);

// Where the commands of `veil audit` read the ledger: its topic, or a file with one entry a line.
class LedgerInput {
 public:
  void AddOptions(CLI::App& command);  // --config or --file

  // Null, for a file, or the configuration; owned by this.
  Result<const Config*, CommandFailure> LoadConfig();

  // Gives every entry's bytes; those of one chain in order.
  Result<void, CommandFailure> Read(const std::function<void(std::string_view)>& take) const;

 private:
  Result<void, CommandFailure> ReadFile(const std::function<void(std::string_view)>& take) const;

  std::string config_path_;
  std::string file_;
  std::optional<Config> config_;
};

}  // namespace veil
