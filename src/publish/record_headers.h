#pragma once

#include <string>
#include <utility>
#include <vector>

#include "audit/ledger_entry.h"
#include "message/outcome.h"

namespace veil {

using RecordHeaders = std::vector<std::pair<std::string, std::string>>;

// The headers that every record of a batch has: veil-policy, veil-model, veil-build (SHA-256 in hexadecimal) and
// veil-ledger ("<chain>/<sequence>"). The source record's own headers are dropped: a header may hold anything.
RecordHeaders BatchHeaders(const LedgerEntry& entry);

// What may be known of a quarantined record without its key: veil-reason (an ErrorCodeName), veil-detail,
// veil-source-topic, veil-source-partition, veil-source-offset, veil-size.
RecordHeaders QuarantineHeaders(const Quarantined& quarantined);

}  // namespace veil
