#pragma once

#include <chrono>

namespace veil {

// No core dump, and no other process of this user may look into this one's memory: it holds message text and keys.
void ForbidCoreDumps();

// SIGTERM and SIGINT, as a question: made before threads start, so that none of them is interrupted. Also makes a write
// to a closed connection an error instead of a signal.
class StopSignals {
 public:
  StopSignals();

  // Waits until one came; false: none within `timeout`.
  bool Wait(std::chrono::milliseconds timeout) const;
};

}  // namespace veil
