#pragma once

#include <string>

#include "app/command.h"

namespace veil {

// `veil policy activate|rollback|history`: which policy a running stream applies. Each act is a record of the control
// topic and an entry of the ledger, written together.
struct PolicyActivation {
  std::string config;
  std::string policy;  // to activate
  std::string who;
  std::string why;

  ExitCode Activate() const;
  ExitCode RollBack() const;  // to the policy that was in force before
  ExitCode History() const;   // prints all acts; changes nothing
};

}  // namespace veil
