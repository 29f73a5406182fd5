#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/covered_offsets.h"
#include "audit/ledger_entry.h"
#include "base/literal.h"
#include "base/offset_range.h"

namespace veil {

// What can be wrong with a ledger.
enum class LedgerFault : std::uint8_t {
  kUnreadable,    // not an entry in canonical form
  kWrongHash,     // the hash is not that of the entry's bytes
  kMissingEntry,  // a chain leaves out a number
  kOutOfOrder,    // a number comes again, or too late
  kBrokenLink,    // `previous` is not the hash of the entry before
  kBadRange,      // offsets below zero, or backwards
  kOverlap,       // offsets that two ranges cover: a batch was published twice
  kGap,           // offsets that no range covers, between some that are: a batch was lost
  kUncovered,     // offsets that the consumer group has committed, at the end or in all, and no range covers
  kWrongCounts,   // messages, reasons and offsets do not add up
  kUnknownHash,   // a hash that was noted before is in no entry
};
inline constexpr std::size_t kLedgerFaultCount = static_cast<std::size_t>(LedgerFault::kUnknownHash) + 1;

Literal LedgerFaultName(LedgerFault fault);  // words for people: "offsets covered twice"

// The first fault of its kind, and how many there are.
struct LedgerFinding {
  LedgerFault fault = LedgerFault::kUnreadable;
  std::uint64_t count = 0;
  std::uint64_t line = 0;  // of the ledger as it was read, from 1; 0: none
  std::string chain;       // as it stands in the entry; empty: none
  std::uint64_t sequence = 0;
  std::optional<OffsetRange> offsets;  // that are missing or covered twice
  std::optional<Digest> hash;          // that is unknown
};

// The last entry of a chain. An auditor who keeps its hash elsewhere can later tell whether the ledger was cut or
// written anew (LedgerVerifier::ExpectHash).
struct ChainHead {
  std::uint64_t entries = 0;
  std::uint64_t sequence = 0;
  Digest hash;
};

struct LedgerVerdict {
  std::uint64_t entries = 0;
  std::uint64_t clean = 0;
  std::uint64_t quarantined = 0;
  std::map<std::string, ChainHead> chains;
  std::vector<OffsetRange> covered;  // by source partition, in order
  std::vector<LedgerFinding> findings;

  bool sound() const { return findings.empty(); }
};

// Checks a ledger (docs/formats/ledger.md): every chain is whole, and the chains together account for each offset of
// each source partition once. Entries of one chain must come in their order; chains may be mixed in any way. Memory
// grows with the number of chains, partitions and faults, not of entries.
class LedgerVerifier {
 public:
  // Names what must be found; call before Finish. `next` is the offset that the consumer group has committed; take it
  // before the ledger is read, or a batch in between looks lost.
  void ExpectCommitted(const OperatorText& topic, std::int32_t partition, std::int64_t next);
  void ExpectHash(const Digest& hash);

  // The next line, without its end.
  void AddLine(std::string_view line);

  // Once, after the last line.
  LedgerVerdict Finish();

 private:
  using Partition = std::pair<OperatorText, std::int32_t>;

  void CheckChain(const LedgerEntry& entry);
  void CheckRanges(const LedgerEntry& entry);
  void CheckCounts(const LedgerEntry& entry);
  void CheckGaps();
  void CheckCommitted();
  // Counts a fault; the finding to complete, if it is the first of its kind.
  LedgerFinding* Report(LedgerFault fault, const CoveredOffsets::Entry& entry);
  CoveredOffsets::Entry NameOf(const LedgerEntry& entry);

  LedgerVerdict verdict_;
  std::uint64_t line_ = 0;
  std::map<Partition, CoveredOffsets> covered_;
  std::map<Partition, std::int64_t> committed_;
  std::set<Digest> expected_hashes_;
};

}  // namespace veil
