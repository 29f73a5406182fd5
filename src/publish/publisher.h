#pragma once

#include <span>

#include "audit/ledger_entry.h"
#include "base/result.h"
#include "message/batch.h"
#include "message/outcome.h"

namespace veil {

// Step 7: publishes a batch as one unit: clean records, sealed quarantine, ledger entries and the checkpoint, all or
// none. Used by one thread.
class Publisher {
 public:
  virtual ~Publisher() = default;

  // Errors: kTransactionAborted: nothing was published, take the batch again; kTooLarge: nothing was published, since
  // outcome number Error::offset does not fit its place, quarantine its message instead; kFenced and kBroker: this
  // publisher is no longer valid, and with kBroker it is not known whether the batch was published: make a new one and
  // ask its source again; kConfig: the batch has no place to go to; kIo for files.
  virtual Result<void> Commit(std::span<const Outcome> outcomes, std::span<const LedgerEntry> entries,
                              const Checkpoint& checkpoint) = 0;
};

}  // namespace veil
