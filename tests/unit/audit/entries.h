#pragma once

#include <string>

#include "audit/ledger.h"

namespace veil {

// An entry with something in every field, for `chain`, over offsets [first, next) of partition 0 of raw.hl7.
inline LedgerEntry EntryOver(const std::string& chain, std::int64_t first, std::int64_t next) {
  LedgerEntry entry;
  entry.chain = chain;
  entry.time_ms = 1'700'000'000'000 + first;
  entry.ranges = {{OperatorText("raw.hl7"), 0, first, next}};
  entry.policy = Digest::Of("policy");
  entry.model = Digest::Of("model");
  entry.build = Digest::Of("build");
  entry.quarantined = 1;
  entry.clean = static_cast<std::uint64_t>(next - first) - entry.quarantined;
  entry.clean_bytes = entry.clean * 100;
  entry.clean_digest = Digest::Of("clean");
  entry.quarantine_reasons = {{"malformed", 1}};
  entry.identifiers[static_cast<std::size_t>(IdentifierType::kNamePatient)][0] = entry.clean;
  entry.identifiers[static_cast<std::size_t>(IdentifierType::kDate)][2] = 7;
  return entry;
}

}  // namespace veil
