#include "audit/verify.h"

#include <algorithm>
#include <limits>

#include "audit/ledger.h"

namespace veil {
namespace {

// The sum, or the greatest number where it would be greater still: sums are compared, and a forged entry must not wrap
// one round to a number that fits.
std::uint64_t Sum(std::uint64_t a, std::uint64_t b) {
  return b > std::numeric_limits<std::uint64_t>::max() - a ? std::numeric_limits<std::uint64_t>::max() : a + b;
}

bool IsSound(const OffsetRange& range) {
  return range.partition >= 0 && range.first_offset >= 0 && range.next_offset >= range.first_offset;
}

}  // namespace

Literal LedgerFaultName(LedgerFault fault) {
  switch (fault) {
    case LedgerFault::kUnreadable:
      return "not a ledger entry";
    case LedgerFault::kWrongHash:
      return "the hash is not that of the entry";
    case LedgerFault::kMissingEntry:
      return "entries are missing before this one";
    case LedgerFault::kOutOfOrder:
      return "the entry comes again or too late";
    case LedgerFault::kBrokenLink:
      return "the entry does not link to the one before";
    case LedgerFault::kBadRange:
      return "impossible offsets";
    case LedgerFault::kOverlap:
      return "offsets covered twice";
    case LedgerFault::kGap:
      return "offsets that no entry covers";
    case LedgerFault::kUncovered:
      return "committed offsets that no entry covers";
    case LedgerFault::kWrongCounts:
      return "the counts do not add up";
    case LedgerFault::kUnknownHash:
      return "no entry has this hash";
  }
  return "unknown";
}

void LedgerVerifier::ExpectCommitted(const OperatorText& topic, std::int32_t partition, std::int64_t next) {
  committed_[{topic, partition}] = next;
}

void LedgerVerifier::ExpectHash(const Digest& hash) { expected_hashes_.insert(hash); }

void LedgerVerifier::AddLine(std::string_view line) {
  ++line_;
  const auto entry = ParseEntry(line);
  if (!entry) {
    Report(LedgerFault::kUnreadable, {nullptr, 0, line_});
    return;
  }
  ++verdict_.entries;
  verdict_.clean = Sum(verdict_.clean, entry->clean);
  verdict_.quarantined = Sum(verdict_.quarantined, entry->quarantined);
  if (HashEntry(*entry) != entry->hash) Report(LedgerFault::kWrongHash, NameOf(*entry));
  CheckChain(*entry);
  CheckRanges(*entry);
  CheckCounts(*entry);
  expected_hashes_.erase(entry->hash);
}

void LedgerVerifier::CheckChain(const LedgerEntry& entry) {
  ChainHead& head = verdict_.chains[entry.chain];
  ++head.entries;
  if (entry.sequence <= head.sequence) {
    Report(LedgerFault::kOutOfOrder, NameOf(entry));
    return;
  }
  if (entry.sequence != head.sequence + 1) {
    Report(LedgerFault::kMissingEntry, NameOf(entry));
  } else if (entry.previous != head.hash) {  // all zero before the first
    Report(LedgerFault::kBrokenLink, NameOf(entry));
  }
  head.sequence = entry.sequence;
  head.hash = entry.hash;
}

void LedgerVerifier::CheckRanges(const LedgerEntry& entry) {
  for (const OffsetRange& range : entry.ranges) {
    if (!IsSound(range)) {
      if (LedgerFinding* finding = Report(LedgerFault::kBadRange, NameOf(entry))) finding->offsets = range;
      continue;
    }
    const auto overlap =
        covered_[{range.topic, range.partition}].Add({range.first_offset, range.next_offset, NameOf(entry)});
    if (!overlap) continue;
    if (LedgerFinding* finding = Report(LedgerFault::kOverlap, NameOf(entry))) {
      finding->offsets = OffsetRange{range.topic, range.partition, overlap->first, overlap->next};
    }
  }
}

void LedgerVerifier::CheckCounts(const LedgerEntry& entry) {
  std::uint64_t reasons = 0;
  for (const auto& [reason, count] : entry.quarantine_reasons) reasons = Sum(reasons, count);
  std::uint64_t offsets = 0;
  for (const OffsetRange& range : entry.ranges) {
    if (IsSound(range)) offsets = Sum(offsets, static_cast<std::uint64_t>(range.next_offset - range.first_offset));
  }
  // Offsets may hold no message, so there are at least as many as messages.
  const std::uint64_t messages = Sum(Sum(entry.clean, entry.quarantined), entry.audited);
  const bool adds_up = reasons == entry.quarantined && messages <= offsets &&
                       (entry.clean != 0 || entry.clean_bytes == 0) &&
                       (!entry.shadow || Sum(entry.shadow->clean, entry.shadow->quarantined) <= messages);
  if (!adds_up) Report(LedgerFault::kWrongCounts, NameOf(entry));
}

LedgerVerdict LedgerVerifier::Finish() {
  CheckGaps();
  CheckCommitted();
  for (const Digest& hash : expected_hashes_) {
    if (LedgerFinding* finding = Report(LedgerFault::kUnknownHash, {})) finding->hash = hash;
  }
  return std::move(verdict_);
}

void LedgerVerifier::CheckGaps() {
  for (const auto& [partition, offsets] : covered_) {
    const std::vector<CoveredOffsets::Span> spans = offsets.Spans();
    for (std::size_t i = 0; i < spans.size(); ++i) {
      verdict_.covered.push_back({partition.first, partition.second, spans[i].first, spans[i].next});
      if (i == 0) continue;
      if (LedgerFinding* finding = Report(LedgerFault::kGap, spans[i].entry)) {
        finding->offsets = OffsetRange{partition.first, partition.second, spans[i - 1].next, spans[i].first};
      }
    }
  }
}

void LedgerVerifier::CheckCommitted() {
  for (const auto& [partition, next] : committed_) {
    const auto at = covered_.find(partition);
    const auto spans = at == covered_.end() ? std::vector<CoveredOffsets::Span>() : at->second.Spans();
    const std::int64_t covered = spans.empty() ? 0 : spans.back().next;
    if (covered >= next) continue;
    if (LedgerFinding* finding = Report(LedgerFault::kUncovered, {})) {
      finding->offsets = OffsetRange{partition.first, partition.second, covered, next};
    }
  }
}

CoveredOffsets::Entry LedgerVerifier::NameOf(const LedgerEntry& entry) {
  return {&verdict_.chains.try_emplace(entry.chain).first->first, entry.sequence, line_};
}

LedgerFinding* LedgerVerifier::Report(LedgerFault fault, const CoveredOffsets::Entry& entry) {
  auto& findings = verdict_.findings;
  const auto known =
      std::find_if(findings.begin(), findings.end(), [&](const LedgerFinding& f) { return f.fault == fault; });
  if (known != findings.end()) {
    ++known->count;
    return nullptr;
  }
  LedgerFinding finding;
  finding.fault = fault;
  finding.count = 1;
  finding.line = entry.line;
  if (entry.chain != nullptr) finding.chain = *entry.chain;
  finding.sequence = entry.sequence;
  return &findings.emplace_back(std::move(finding));
}

}  // namespace veil
