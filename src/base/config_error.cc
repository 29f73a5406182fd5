#include "base/config_error.h"

namespace veil {

std::string ConfigError::ToString() const {
  std::string text = file;
  if (line > 0) text += ":" + std::to_string(line) + ":" + std::to_string(column);
  return text + ": " + what;
}

}  // namespace veil
