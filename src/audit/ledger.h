#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "audit/ledger_entry.h"
#include "base/result.h"

namespace veil {

// The longest entry that is read, in bytes: 4000 ranges of topics with long names fit.
inline constexpr std::size_t kLedgerEntryBytesMax = 1U << 20;

// The entry as it stands in the ledger topic: one line of JSON without line end, in the one form that
// docs/formats/ledger.md gives. ASCII only. The hash is written as it stands in the entry.
std::string SerializeEntry(const LedgerEntry& entry);

// `text` as a JSON string in ASCII, quotes included, as the ledger writes it: safe for a terminal whatever it holds.
std::string LedgerString(std::string_view text);

// The inverse of SerializeEntry. Accepts only the bytes that SerializeEntry would write, so two readers cannot
// understand one entry in two ways. Does not check the hash (LedgerVerifier does).
// Errors: kAudit, with the offset of the first byte that is wrong.
Result<LedgerEntry> ParseEntry(std::string_view line);

// SHA-256 over the bytes of SerializeEntry before `,"hash":`.
Digest HashEntry(const LedgerEntry& entry);

// Puts an entry at the end of a chain: sets sequence, previous and hash. `previous` is the chain's last entry; none
// for its first. Fill in everything else, the chain's name included, before.
void SealEntry(LedgerEntry& entry, const LedgerEntry* previous);

}  // namespace veil
