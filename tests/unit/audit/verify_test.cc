#include "audit/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "unit/audit/entries.h"

namespace veil {
namespace {

using testing::ElementsAre;

// Writes chains as workers do.
class Ledger {
 public:
  void Add(LedgerEntry entry) {
    const auto last = last_.find(entry.chain);
    SealEntry(entry, last == last_.end() ? nullptr : &last->second);
    lines.push_back(SerializeEntry(entry));
    last_[entry.chain] = entry;
  }
  const LedgerEntry& Last(const std::string& chain) { return last_[chain]; }

  std::vector<std::string> lines;

 private:
  std::map<std::string, LedgerEntry> last_;
};

// Two workers in turn over one partition, and one of them over a second.
Ledger Sound() {
  Ledger ledger;
  for (std::int64_t batch = 0; batch < 6; ++batch) {
    LedgerEntry entry = EntryOver(batch % 2 == 0 ? "g-one-0" : "g-two-0", 10 + batch * 5, 15 + batch * 5);
    if (batch % 2 == 0) entry.ranges.push_back({OperatorText("raw.notes"), 1, batch * 10, batch * 10 + 20});
    ledger.Add(entry);
  }
  return ledger;
}

LedgerVerdict Verify(const std::vector<std::string>& lines) {
  LedgerVerifier verifier;
  for (const std::string& line : lines) verifier.AddLine(line);
  return verifier.Finish();
}

std::vector<LedgerFault> FaultsOf(const LedgerVerdict& verdict) {
  std::vector<LedgerFault> faults;
  for (const LedgerFinding& finding : verdict.findings) faults.push_back(finding.fault);
  std::sort(faults.begin(), faults.end());
  return faults;
}

TEST(VerifyTest, ASoundLedgerIsSound) {
  Ledger ledger = Sound();
  const LedgerVerdict verdict = Verify(ledger.lines);
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.entries, 6U);
  EXPECT_EQ(verdict.clean, 24U);
  EXPECT_EQ(verdict.quarantined, 6U);
  EXPECT_THAT(verdict.covered, ElementsAre(OffsetRange{OperatorText("raw.hl7"), 0, 10, 40},
                                           OffsetRange{OperatorText("raw.notes"), 1, 0, 60}));
  ASSERT_EQ(verdict.chains.size(), 2U);
  EXPECT_EQ(verdict.chains.at("g-two-0").sequence, 3U);
  EXPECT_EQ(verdict.chains.at("g-two-0").hash, ledger.Last("g-two-0").hash);
}

TEST(VerifyTest, NoEntriesAreSound) { EXPECT_TRUE(Verify({}).sound()); }

TEST(VerifyTest, ChainsMayBeReadOneAfterTheOther) {
  std::vector<std::string> lines = Sound().lines;
  std::stable_sort(lines.begin(), lines.end(),
                   [](const auto& a, const auto& b) { return ParseEntry(a)->chain > ParseEntry(b)->chain; });
  EXPECT_TRUE(Verify(lines).sound());
}

// A worker that starts under a new name goes on where the committed offsets are.
TEST(VerifyTest, ANewChainMayGoOnWhereAnotherEnded) {
  Ledger ledger = Sound();
  ledger.Add(EntryOver("g-one-1", 40, 44));
  EXPECT_TRUE(Verify(ledger.lines).sound());
}

TEST(VerifyTest, EveryChangedByteIsFound) {
  const std::vector<std::string> lines = Sound().lines;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    for (std::size_t at = 0; at < lines[line].size(); ++at) {
      for (const char flip : {'\x01', '\x02', '\x20', '\x80'}) {
        std::vector<std::string> changed = lines;
        changed[line][at] = static_cast<char>(changed[line][at] ^ flip);
        ASSERT_FALSE(Verify(changed).sound()) << "line " << line << " byte " << at;
      }
    }
  }
}

// An entry that is forged with its hash made anew: the next one of the chain no longer links to it.
TEST(VerifyTest, AForgedEntryBreaksItsChain) {
  std::vector<std::string> lines = Sound().lines;
  LedgerEntry forged = *ParseEntry(lines[0]);
  forged.policy = Digest::Of("another policy");
  SealEntry(forged, nullptr);
  lines[0] = SerializeEntry(forged);
  const LedgerVerdict verdict = Verify(lines);
  ASSERT_THAT(FaultsOf(verdict), ElementsAre(LedgerFault::kBrokenLink));
  EXPECT_EQ(verdict.findings[0].chain, "g-one-0");
  EXPECT_EQ(verdict.findings[0].sequence, 2U);
  EXPECT_EQ(verdict.findings[0].line, 3U);
}

TEST(VerifyTest, ADroppedEntryIsFoundTwice) {
  std::vector<std::string> lines = Sound().lines;
  lines.erase(lines.begin() + 2);
  const LedgerVerdict verdict = Verify(lines);
  ASSERT_THAT(FaultsOf(verdict), ElementsAre(LedgerFault::kMissingEntry, LedgerFault::kGap));
  EXPECT_EQ(verdict.findings[0].sequence, 3U);
  const LedgerFinding& gap = verdict.findings[1];
  EXPECT_EQ(gap.offsets, (OffsetRange{OperatorText("raw.hl7"), 0, 20, 25}));
  EXPECT_EQ(gap.chain, "g-two-0");
  EXPECT_EQ(gap.sequence, 2U);
  EXPECT_EQ(gap.count, 2U) << "of raw.hl7 and of raw.notes";
}

TEST(VerifyTest, ARepeatedOrMovedEntryIsFound) {
  std::vector<std::string> repeated = Sound().lines;
  repeated.push_back(repeated[3]);
  EXPECT_THAT(FaultsOf(Verify(repeated)), ElementsAre(LedgerFault::kOutOfOrder, LedgerFault::kOverlap));
  std::vector<std::string> moved = Sound().lines;
  std::swap(moved[1], moved[3]);
  EXPECT_THAT(FaultsOf(Verify(moved)), ElementsAre(LedgerFault::kMissingEntry, LedgerFault::kOutOfOrder));
}

TEST(VerifyTest, ABatchThatTwoWorkersPublishedIsFound) {
  Ledger ledger = Sound();
  ledger.Add(EntryOver("g-three-0", 33, 43));
  const LedgerVerdict verdict = Verify(ledger.lines);
  ASSERT_THAT(FaultsOf(verdict), ElementsAre(LedgerFault::kOverlap));
  EXPECT_EQ(verdict.findings[0].offsets, (OffsetRange{OperatorText("raw.hl7"), 0, 33, 40}));
  EXPECT_EQ(verdict.findings[0].chain, "g-three-0");
}

TEST(VerifyTest, ABatchThatNobodyPublishedIsFound) {
  Ledger ledger = Sound();
  ledger.Add(EntryOver("g-two-0", 42, 45));
  const LedgerVerdict verdict = Verify(ledger.lines);
  ASSERT_THAT(FaultsOf(verdict), ElementsAre(LedgerFault::kGap));
  EXPECT_EQ(verdict.findings[0].offsets, (OffsetRange{OperatorText("raw.hl7"), 0, 40, 42}));
}

TEST(VerifyTest, ALedgerThatWasCutIsFoundByWhatIsCommitted) {
  const Ledger ledger = Sound();
  LedgerVerifier verifier;
  verifier.ExpectCommitted(OperatorText("raw.hl7"), 0, 40);
  verifier.ExpectCommitted(OperatorText("raw.notes"), 1, 55);
  for (const std::string& line : ledger.lines) verifier.AddLine(line);
  EXPECT_TRUE(verifier.Finish().sound());

  LedgerVerifier cut;
  cut.ExpectCommitted(OperatorText("raw.hl7"), 0, 40);
  cut.ExpectCommitted(OperatorText("raw.hl7"), 7, 1);
  for (std::size_t i = 0; i + 1 < ledger.lines.size(); ++i) cut.AddLine(ledger.lines[i]);
  const LedgerVerdict verdict = cut.Finish();
  ASSERT_THAT(FaultsOf(verdict), ElementsAre(LedgerFault::kUncovered));
  EXPECT_EQ(verdict.findings[0].offsets, (OffsetRange{OperatorText("raw.hl7"), 0, 35, 40}));
  EXPECT_EQ(verdict.findings[0].count, 2U);
}

// Whoever may write the topic can make all hashes anew; a hash that was kept elsewhere tells.
TEST(VerifyTest, ALedgerThatWasWrittenAnewIsFoundByAHashThatWasNoted) {
  Ledger ledger = Sound();
  const Digest noted = ledger.Last("g-one-0").hash;
  Ledger anew;
  for (const std::string& line : ledger.lines) {
    LedgerEntry entry = *ParseEntry(line);
    entry.clean_digest = Digest::Of("other");
    anew.Add(entry);
  }
  EXPECT_TRUE(Verify(anew.lines).sound());
  LedgerVerifier verifier;
  verifier.ExpectHash(noted);
  for (const std::string& line : anew.lines) verifier.AddLine(line);
  const LedgerVerdict verdict = verifier.Finish();
  ASSERT_THAT(FaultsOf(verdict), ElementsAre(LedgerFault::kUnknownHash));
  EXPECT_EQ(verdict.findings[0].hash, noted);
}

TEST(VerifyTest, CountsMustAddUp) {
  const std::function<void(LedgerEntry&)> changes[] = {
      [](LedgerEntry& entry) { entry.clean += 1; },
      [](LedgerEntry& entry) { entry.quarantined = 0; },
      [](LedgerEntry& entry) { entry.quarantine_reasons["leak"] = 1; },
      [](LedgerEntry& entry) { entry.quarantine_reasons["leak"] = ~0ULL; },
      [](LedgerEntry& entry) { entry.clean = ~0ULL; },
      [](LedgerEntry& entry) { entry.clean = 0; },
  };
  for (const auto& change : changes) {
    LedgerEntry entry = EntryOver("g", 0, 5);
    change(entry);
    Ledger ledger;
    ledger.Add(entry);
    EXPECT_THAT(FaultsOf(Verify(ledger.lines)), ElementsAre(LedgerFault::kWrongCounts));
  }
}

TEST(VerifyTest, OffsetsMustBePossible) {
  Ledger ledger;
  LedgerEntry entry = EntryOver("g", 0, 5);
  entry.ranges.push_back({OperatorText("raw.hl7"), 0, 9, 8});
  ledger.Add(entry);
  EXPECT_THAT(FaultsOf(Verify(ledger.lines)), ElementsAre(LedgerFault::kBadRange));
}

TEST(VerifyTest, LinesThatAreNoEntriesAreCounted) {
  std::vector<std::string> lines = Sound().lines;
  lines.insert(lines.begin() + 1, {"", "{}"});
  const LedgerVerdict verdict = Verify(lines);
  ASSERT_THAT(FaultsOf(verdict), ElementsAre(LedgerFault::kUnreadable));
  EXPECT_EQ(verdict.findings[0].count, 2U);
  EXPECT_EQ(verdict.findings[0].line, 2U);
}

TEST(CoveredOffsetsTest, RangesInAnyOrderJoin) {
  std::vector<std::int64_t> starts(50);
  for (std::size_t i = 0; i < starts.size(); ++i) starts[i] = static_cast<std::int64_t>(i * 37 % 50);
  CoveredOffsets offsets;
  for (const std::int64_t start : starts) EXPECT_FALSE(offsets.Add({start * 3, start * 3 + 3, {}}));
  ASSERT_EQ(offsets.Spans().size(), 1U);
  EXPECT_EQ(offsets.Spans()[0].first, 0);
  EXPECT_EQ(offsets.Spans()[0].next, 150);
  const auto overlap = offsets.Add({-5, 2, {}});
  ASSERT_TRUE(overlap);
  EXPECT_EQ(overlap->first, 0);
  EXPECT_EQ(overlap->next, 2);
  EXPECT_TRUE(offsets.Add({40, 41, {}}));
  EXPECT_FALSE(offsets.Add({40, 40, {}}));
}

}  // namespace
}  // namespace veil
