#include "audit/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "audit/safe_harbor.h"
#include "unit/audit/entries.h"

namespace veil {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(SafeHarborTest, EveryTypeThatMustGoStandsUnderOneItem) {
  std::multiset<IdentifierType> listed;
  for (const SafeHarborItem& item : SafeHarborItems()) listed.insert(item.types.begin(), item.types.end());
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const auto type = static_cast<IdentifierType>(i);
    EXPECT_EQ(listed.count(type), MayStay(type) ? 0U : 1U) << IdentifierTypeName(type).view();
  }
}

TEST(ReportTest, AddsUpWhatEntriesSay) {
  LedgerReport report;
  report.Add(EntryOver("a", 0, 10));
  report.Add(EntryOver("b", 10, 15));
  EXPECT_THAT(report.Json(), HasSubstr(R"({"batches":2,"first_ms":1700000000000,"last_ms":1700000000010,"clean":13,)"
                                       R"("clean_bytes":1300,"quarantined":2,"reasons":{"malformed":2},)"
                                       R"("identifiers":{"NAME_PATIENT":{"surrogate":13},"DATE":{"generalize":14}},)"));
  EXPECT_THAT(report.Text(), HasSubstr("Clean messages           13  (1300 bytes)\n"));
  EXPECT_THAT(report.Text(), HasSubstr("2023-11-14T22:13:20Z"));
  EXPECT_THAT(report.Text(), HasSubstr("(R) any other number or code\n"));
}

TEST(ReportTest, ActsOfPeopleAreListedAndCountForNoBatch) {
  LedgerReport report;
  report.Add(EntryOver("a", 0, 10));
  LedgerEntry act;
  act.time_ms = 1'700'000'000'000;
  act.act = LedgerAct{"key-shred", "A. Officer", "study \x1b[1mended", {{"epoch", "2"}}};
  report.Add(act);
  EXPECT_THAT(report.Json(), HasSubstr("{\"batches\":1,"));
  EXPECT_THAT(report.Json(), HasSubstr(R"("acts":[{"time_ms":1700000000000,"act":"key-shred","who":"A. Officer",)"
                                       R"("why":"study \u001b[1mended","details":{"epoch":"2"}}]})"));
  EXPECT_THAT(report.Text(), HasSubstr(R"(2023-11-14T22:13:20Z  "key-shred" by "A. Officer": "study \u001b[1mended")"));
}

TEST(ReportTest, ShadowsAreAddedUpByPolicy) {
  LedgerReport report;
  LedgerEntry batch = EntryOver("a", 0, 10);
  batch.shadow = ShadowCounts{Digest::Of("other"), 9, 1, 8, {{"leak", 1}}, {}};
  batch.shadow->changes[{IdentifierType::kDate, ActionKind::kGeneralize, ActionKind::kShift}] = 5;
  report.Add(batch);
  report.Add(batch);
  EXPECT_THAT(report.Text(), HasSubstr("would be quarantined                           2\n"));
  EXPECT_THAT(report.Text(), HasSubstr("    DATE            generalize -> shift         10\n"));
  EXPECT_THAT(report.Json(), HasSubstr(R"("changes":{"DATE":{"generalize>shift":10}}}],)"));
}

TEST(ReportTest, DigestsInForceAreJoinedInAnyOrder) {
  LedgerReport report;
  LedgerEntry changed = EntryOver("a", 20, 30);
  changed.policy = Digest::Of("new policy");
  report.Add(EntryOver("a", 10, 20));
  report.Add(changed);
  report.Add(EntryOver("b", 0, 5));
  report.Add(EntryOver("b", 5, 10));
  const std::string json = report.Json();
  EXPECT_THAT(json, HasSubstr(R"({"topic":"raw.hl7","partition":0,"first":0,"next":20,"policy":")" +
                              Digest::Of("policy").Hex()));
  EXPECT_THAT(json, HasSubstr(R"({"topic":"raw.hl7","partition":0,"first":20,"next":30,"policy":")" +
                              Digest::Of("new policy").Hex()));
  EXPECT_THAT(json, Not(HasSubstr(R"("first":10)")));
}

TEST(ReportTest, ATopicCannotDrawOnTheTerminal) {
  LedgerEntry entry = EntryOver("a", 0, 2);
  entry.ranges[0].topic = OperatorText("raw\x1b[2J");
  LedgerReport report;
  report.Add(entry);
  EXPECT_THAT(report.Text(), Not(HasSubstr("\x1b")));
  EXPECT_THAT(report.Json(), Not(HasSubstr("\x1b")));
}

TEST(ReportTest, NoEntriesMakeAReport) {
  EXPECT_THAT(LedgerReport().Text(), HasSubstr("Batches"));
  EXPECT_THAT(LedgerReport().Json(), HasSubstr("\"batches\":0"));
}

}  // namespace
}  // namespace veil
