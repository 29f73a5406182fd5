#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "audit/ledger_entry.h"

namespace veil {

// What a ledger says was done, for compliance: totals, identifiers by type and action under the 18 items of
// 45 CFR 164.514(b)(2)(i), and which policy, model and program worked on which offsets. It reports what entries say and
// proves nothing; LedgerVerifier checks them. Acts of people are few, and listed one by one.
class LedgerReport {
 public:
  void Add(const LedgerEntry& entry);

  std::string Text() const;
  std::string Json() const;  // one object, one line

 private:
  using Counts = std::array<std::uint64_t, kActionKindCount>;
  struct Digests {
    Digest policy;
    Digest model;
    Digest build;
    Digest key;
    auto operator<=>(const Digests&) const = default;
  };
  // Offsets [first, next) of one partition that the same digests worked on.
  struct InForce {
    std::int64_t next = 0;
    Digests digests;
  };
  using Partition = std::pair<OperatorText, std::int32_t>;

  void AddRange(const OffsetRange& range, const Digests& digests);
  std::string TextOfTotals() const;
  std::string TextOfIdentifiers() const;
  std::string TextOfDigests() const;
  std::string TextOfShadows() const;
  std::string TextOfActs() const;

  std::uint64_t entries_ = 0;  // of batches
  std::uint64_t clean_ = 0;
  std::uint64_t quarantined_ = 0;
  std::uint64_t audited_ = 0;
  std::uint64_t clean_bytes_ = 0;
  std::int64_t first_ms_ = 0;
  std::int64_t last_ms_ = 0;
  std::map<std::string, std::uint64_t> reasons_;
  std::array<Counts, kIdentifierTypeCount> identifiers_{};
  std::map<Partition, std::map<std::int64_t, InForce>> in_force_;  // by first offset
  std::map<Digest, ShadowCounts> shadows_;                         // by the shadow policy
  std::multimap<std::int64_t, LedgerAct> acts_;                    // by time
};

}  // namespace veil
