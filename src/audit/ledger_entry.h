#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/action_change.h"
#include "base/action_kind.h"
#include "base/digest.h"
#include "base/identifier_type.h"
#include "base/offset_range.h"

namespace veil {

// What a person did with Veil that an auditor should see: a key destroyed, a text re-identified, a policy activated.
// Operator's words, digests and numbers only; never message text.
struct LedgerAct {
  std::string kind;                            // a word of Veil's: "key-shred"
  std::string who;                             // as they name themselves
  std::string why;                             // their reason
  std::map<std::string, std::string> details;  // by the kind: {"epoch":"2","key":"<digest>"}

  bool operator==(const LedgerAct&) const = default;
};

// What a second policy would have made of the messages of a batch; nothing of it was published.
struct ShadowCounts {
  Digest policy;
  std::uint64_t clean = 0;        // messages
  std::uint64_t quarantined = 0;  // messages
  std::uint64_t differ = 0;       // messages that would have left as other bytes, or not at all, or only then
  std::map<std::string, std::uint64_t> quarantine_reasons;  // ErrorCodeName -> messages
  ActionChanges changes;                                    // identifiers that it would have treated otherwise

  bool operator==(const ShadowCounts&) const = default;
};

// One line of the ledger: what happened to one batch, or one act of a person. Numbers, digests and operator's words
// only.
//
// Entries of one chain (one worker from a start on) are numbered from 1 without gaps, and each holds the hash of the
// one before it, so an entry that is changed, dropped, repeated or moved breaks the chain. docs/formats/ledger.md has
// the bytes.
struct LedgerEntry {
  std::string chain;             // the worker's transactional id and when it started
  std::uint64_t sequence = 0;    // from 1
  Digest previous;               // hash of entry sequence-1; all zero for the first
  std::int64_t time_ms = 0;      // when the batch was processed or the act done, Unix milliseconds
  std::optional<LedgerAct> act;  // then all below but `build` and `hash` is empty, and not written
  std::vector<OffsetRange> ranges;
  Digest policy;
  Digest model;  // dictionaries, tables and weights
  Digest build;
  Digest key;               // the id of the surrogate key's epoch; all zero: not known, and not written
  std::uint64_t clean = 0;  // messages
  std::uint64_t quarantined = 0;
  std::uint64_t clean_bytes = 0;
  Digest clean_digest;  // SHA-256 over the digests of the clean messages' bytes, in order
  std::map<std::string, std::uint64_t> quarantine_reasons;  // ErrorCodeName -> messages
  std::array<std::array<std::uint64_t, kActionKindCount>, kIdentifierTypeCount> identifiers{};
  std::uint64_t audited = 0;           // messages that a policy which publishes nothing looked at; 0: not written
  std::optional<ShadowCounts> shadow;  // where a second policy ran beside; else not written
  Digest hash;                         // over all of the above
};

}  // namespace veil
