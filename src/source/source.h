#pragma once

#include "base/result.h"
#include "message/batch.h"

namespace veil {

// Step 1: takes a batch of messages from somewhere. Used by one thread.
class Source {
 public:
  virtual ~Source() = default;

  // Waits for the next batch; an empty one means that nothing came within limits.wait_max (streams) or that there is no
  // more (files). Errors: kBroker, kFenced, kIo.
  virtual Result<Batch> Take(const BatchLimits& limits) = 0;
};

}  // namespace veil
