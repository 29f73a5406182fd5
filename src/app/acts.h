#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/acts_chain.h"
#include "app/config.h"
#include "audit/ledger_entry.h"
#include "base/result.h"

namespace veil {

// Writes an act of a person to the ledger topic of a stream. All acts of a consumer group are one chain,
// "<group>.acts", so one that is dropped shows; a transactional id of its own keeps two who act at once apart. Reads
// the whole ledger to find the chain's end. Errors: kBroker, kConfig; the act is then not in the ledger.
Result<void> RecordAct(const Config& config, const LedgerAct& act);

// What to do, as things stand when nobody else can act in between; nothing: nothing is to be done.
using ActPlan = std::function<Result<std::optional<PlannedAct>>()>;

// The same for an act that depends on those before it: it is planned once every other writer is shut out, and planned
// anew where one shuts this one out. The act as it was written, or nothing where none was planned. Errors: as above,
// and those of the plan.
Result<std::optional<LedgerAct>> RecordPlanned(const Config& config, const ActPlan& plan);

// The same as RecordAct for a ledger that is a file with one entry a line, for where there is no stream; the file is
// made if need be, with mode 0600, and its chain is "acts". Errors: kIo; kAudit when the file holds something else.
Result<void> RecordActInFile(const std::string& path, const LedgerAct& act);

}  // namespace veil
