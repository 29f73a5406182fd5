#pragma once

#include <string>

#include "base/digest.h"

namespace veil {

// Which program, policy and model this process runs: /version and veil_build_info say so.
struct BuildInfo {
  std::string version;  // "0.1.0"
  Digest build;
  Digest policy;
  Digest model;
};

}  // namespace veil
