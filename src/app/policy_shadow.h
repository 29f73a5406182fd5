#pragma once

#include <string>
#include <vector>

#include "app/command.h"
#include "base/format.h"

namespace veil {

// `veil policy shadow A B PATH...`: what policy B would change of the outputs of policy A over files.
struct PolicyShadow {
  std::string policy_dir = "deploy/policies";
  std::string policy;
  std::string shadow;
  Format format = Format::kAuto;
  std::size_t jobs = 1;
  bool json = false;
  std::vector<std::string> paths;

  // Prints the report; publishes nothing. Ends with kFailed where anything would come out otherwise.
  ExitCode Run() const;
};

}  // namespace veil
