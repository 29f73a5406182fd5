#pragma once

#include <string>

#include "base/result.h"

namespace veil {

// What is wrong in a file that an operator wrote: where, and what would be right. Configuration is not message text, so
// it may be quoted. Line and column count from 1; 0: the file as a whole.
struct ConfigError {
  std::string file;
  int line = 0;
  int column = 0;
  std::string what;

  std::string ToString() const;  // "veil.yaml:3:5: unknown key 'brokerz'; did you mean 'brokers'?"
};

template <typename T>
using ConfigResult = Result<T, ConfigError>;

}  // namespace veil
