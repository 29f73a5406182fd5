#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "audit/ledger_entry.h"
#include "base/digest.h"
#include "message/batch.h"
#include "message/outcome.h"

namespace veil {

// Which program, policy and model made a batch, and where it stands in the ledger.
struct BatchMakers {
  std::string chain;
  Digest policy;
  Digest model;
  Digest build;
  Digest key;  // the id of the surrogate key
};

// What one message says of the shadow policy.
ShadowCounts CountsOf(const ShadowReceipt& receipt);

// The batch's line in the ledger, without its place in the chain (SealEntry gives it). `outcomes` and `receipts` are in
// the order of the messages; identifiers are counted in clean and in audited messages.
LedgerEntry EntryOf(const BatchMakers& makers, const Checkpoint& checkpoint, std::span<const Outcome> outcomes,
                    std::span<const Receipt> receipts, std::int64_t time_ms);

}  // namespace veil
