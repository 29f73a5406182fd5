#pragma once

#include <functional>
#include <string>

#include "app/config.h"

namespace veil {

// What is wrong around a configuration that is right in itself: no broker answers within kafka.start_timeout_ms, or a
// topic that it names does not exist. Empty: nothing; also when `stop` says to give up waiting.
std::string Preflight(const Config& config, const std::function<bool()>& stop);

}  // namespace veil
