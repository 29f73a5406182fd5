#include "app/batch_entry.h"

#include <variant>

#include "audit/shadow_report.h"

namespace veil {
namespace {

void CountIdentifiers(const Receipt& receipt, LedgerEntry& entry) {
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    for (std::size_t action = 0; action < kActionKindCount; ++action) {
      entry.identifiers[type][action] += receipt.identifiers[type][action];
    }
  }
}

// The digest of the batch's clean bytes grows with each message.
class Counter {
 public:
  explicit Counter(LedgerEntry& entry) : entry_(entry) {}

  void Count(const CleanMessage& clean, const Receipt& receipt) {
    ++entry_.clean;
    entry_.clean_bytes += clean.bytes().size();
    digests_ += receipt.digest_out.view();
    CountIdentifiers(receipt, entry_);
  }
  void Count(const Quarantined& quarantined, const Receipt&) {
    ++entry_.quarantined;
    ++entry_.quarantine_reasons[std::string(ErrorCodeName(quarantined.reason.code).view())];
  }
  void Count(const Audited&, const Receipt& receipt) {
    ++entry_.audited;
    CountIdentifiers(receipt, entry_);
  }
  Digest CleanDigest() const { return Digest::Of(digests_); }

 private:
  LedgerEntry& entry_;
  std::string digests_;
};

}  // namespace

ShadowCounts CountsOf(const ShadowReceipt& receipt) {
  ShadowCounts counts;
  counts.policy = receipt.policy;
  counts.clean = receipt.quarantined ? 0 : 1;
  counts.quarantined = 1 - counts.clean;
  counts.differ = receipt.differs ? 1 : 0;
  if (receipt.quarantined) counts.quarantine_reasons[std::string(ErrorCodeName(*receipt.quarantined).view())] = 1;
  counts.changes = receipt.changes;
  return counts;
}

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
  Counter counter(entry);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    std::visit([&](const auto& outcome) { counter.Count(outcome, receipts[i]); }, outcomes[i]);
    if (!receipts[i].shadow) continue;
    if (!entry.shadow) entry.shadow.emplace();
    AddShadow(*entry.shadow, CountsOf(*receipts[i].shadow));
  }
  entry.clean_digest = counter.CleanDigest();
  return entry;
}

}  // namespace veil
