#include "app/batch_entry.h"

#include <variant>

namespace veil {
namespace {

void CountClean(const CleanMessage& clean, const Receipt& receipt, std::string& digests, LedgerEntry& entry) {
  ++entry.clean;
  entry.clean_bytes += clean.bytes().size();
  digests += receipt.digest_out.view();
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    for (std::size_t action = 0; action < kActionKindCount; ++action) {
      entry.identifiers[type][action] += receipt.identifiers[type][action];
    }
  }
}

}  // namespace

LedgerEntry EntryOf(const BatchMakers& makers, const Checkpoint& checkpoint, std::span<const Outcome> outcomes,
                    std::span<const Receipt> receipts, std::int64_t time_ms) {
  LedgerEntry entry;
  entry.chain = makers.chain;
  entry.policy = makers.policy;
  entry.model = makers.model;
  entry.build = makers.build;
  entry.key = makers.key;
  entry.time_ms = time_ms;
  entry.ranges = checkpoint.ranges;
  std::string digests;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (const auto* clean = std::get_if<CleanMessage>(&outcomes[i])) {
      CountClean(*clean, receipts[i], digests, entry);
    } else {
      ++entry.quarantined;
      ++entry.quarantine_reasons[std::string(ErrorCodeName(std::get<Quarantined>(outcomes[i]).reason.code).view())];
    }
  }
  entry.clean_digest = Digest::Of(digests);
  return entry;
}

}  // namespace veil
