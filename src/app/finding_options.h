#pragma once

#include <string>
#include <vector>

#include "base/format.h"
#include "detect/detector.h"

namespace CLI {
class App;
}

namespace veil {

// The options that the commands which look for identifiers share.
class FindingOptions {
 public:
  void AddFormat(CLI::App& command);   // --format
  void AddDisable(CLI::App& command);  // --disable

  Format format() const;
  DetectOptions detect() const;

 private:
  std::string format_ = "auto";
  std::vector<std::string> disabled_;
};

}  // namespace veil
