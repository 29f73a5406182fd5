#pragma once

#include <string>

#include "app/config.h"
#include "audit/ledger_entry.h"
#include "base/result.h"

namespace veil {

// Writes an act of a person to the ledger topic of a stream. All acts of a consumer group are one chain,
// "<group>.acts", so one that is dropped shows; a transactional id of its own keeps two who act at once apart. Reads
// the whole ledger to find the chain's end. Errors: kBroker, kConfig; the act is then not in the ledger.
Result<void> RecordAct(const Config& config, const LedgerAct& act);

// The same for a ledger that is a file with one entry a line, for where there is no stream; the file is made if need
// be, with mode 0600, and its chain is "acts". Errors: kIo; kAudit when the file holds something else.
Result<void> RecordActInFile(const std::string& path, const LedgerAct& act);

}  // namespace veil
