#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "subject/subject_record.h"

namespace veil {

// What is held under one name: a seed record, the trace of an erased one, or nothing.
struct Held {
  std::optional<SeedRecord> record;
  std::optional<std::string> erased;  // SHA-256 of the seed that was erased here last
};

// What a replica does with the next record of a name. Everyone who reads the records in their order comes to the same.
enum class Verdict : std::uint8_t {
  kTake,    // it is held from now on
  kRepair,  // what is held stays, and must be written again: compaction keeps the latest record
};

// The first claim wins against later ones; a settled record wins against claims, a joined one against both; what was
// erased does not come back. Where two are of equal standing otherwise, the smaller one wins, so that replicas that
// read them in different company agree (docs/decisions/0007-subjects.md).
Verdict Weigh(const Held& held, const SeedRecord& next);

}  // namespace veil
