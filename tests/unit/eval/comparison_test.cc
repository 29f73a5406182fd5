#include "eval/comparison.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "eval/report.h"
#include "eval/saved_report.h"

namespace veil {
namespace {

constexpr auto kDate = static_cast<std::size_t>(IdentifierType::kDate);

DocumentScore Document(const std::string& name, std::size_t spans, std::size_t found) {
  DocumentScore document{name, {}, {}};
  document.score.documents = 1;
  document.score.types[kDate] = {spans, found, found, spans * 3, (spans - found) * 3, spans, found};
  document.score.tokens = {found + 1, found};
  document.score.keep_spans = 2;
  document.score.keep_survived = 1;
  document.score.with_identifiers = 1;
  document.score.without_leak = spans == found ? 1 : 0;
  return document;
}

std::vector<DocumentScore> Scored(std::size_t documents, std::size_t all_found) {
  std::vector<DocumentScore> run;
  for (std::size_t i = 0; i < documents; ++i)
    run.push_back(Document("n" + std::to_string(i), 4, i < all_found ? 4 : 3));
  return run;
}

const Change& Of(const Comparison& comparison, const std::string& name) {
  return *std::find_if(comparison.changes.begin(), comparison.changes.end(),
                       [&](const Change& change) { return change.measure.name == name; });
}

TEST(ComparisonTest, AFewChangedDocumentsAreNoise) {
  const Comparison comparison = Compare(Scored(20, 0), Scored(20, 4));
  const Change& recall = Of(comparison, "recall");
  EXPECT_NEAR(recall.Difference(), 4.0 / 80, 1e-12);
  EXPECT_EQ(recall.better, 4U);
  EXPECT_EQ(recall.Verdict(), "noise");
}

TEST(ComparisonTest, ManyDocumentsThatChangeOneWayAreNone) {
  const Comparison comparison = Compare(Scored(20, 0), Scored(20, 12));
  EXPECT_EQ(Of(comparison, "recall").Verdict(), "better");
  EXPECT_EQ(Of(comparison, "leaked characters").Verdict(), "better");  // there less is better
  EXPECT_EQ(Of(comparison, "DATE").Verdict(), "better");
  EXPECT_EQ(Of(comparison, "KEEP survival").Verdict(), "same");
  EXPECT_EQ(Of(Compare(Scored(20, 12), Scored(20, 0)), "leaked characters").Verdict(), "worse");
}

TEST(ComparisonTest, OnlyDocumentsOfOneAnnotationAreCompared) {
  std::vector<DocumentScore> before = Scored(3, 0);
  std::vector<DocumentScore> after = Scored(3, 0);
  before.push_back(Document("gone", 4, 4));
  after.push_back(Document("new", 4, 0));
  after[1].score.types[kDate].spans = 5;
  const Comparison comparison = Compare(before, after);
  EXPECT_EQ(comparison.documents, 2U);
  EXPECT_EQ(comparison.only_before, 1U);
  EXPECT_EQ(comparison.only_after, 1U);
  EXPECT_EQ(comparison.annotated_anew, 1U);
  EXPECT_EQ(Of(comparison, "recall").Verdict(), "same");
}

TEST(SavedReportTest, AReportReadsBackAsWhatItSays) {
  std::vector<DocumentScore> run = Scored(5, 2);
  run[0].name = "notes/\"quoted\".txt";
  const auto read = ReadReport(JsonReport(run, {}));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), run.size());
  EXPECT_EQ(read->front().name, run.front().name);
  for (const Change& change : Compare(*read, run).changes) EXPECT_EQ(change.Verdict(), "same") << change.measure.name;
}

TEST(SavedReportTest, WhatIsNoReportIsRefused) {
  for (const char* json :
       {"", "[]", "{}", "{\"by_document\":[]}", "{\"by_document\":{\"a\":{}}}",
        "{\"by_document\":{\"a\":{\"by_type\":{\"DATE\":{\"spans\":1}},\"tokens\":1,\"tokens_right\":1,"
        "\"keep_spans\":0,\"keep_survived\":0}}}"}) {
    const auto read = ReadReport(json);
    ASSERT_FALSE(read) << json;
    EXPECT_EQ(read.error().code, ErrorCode::kMalformed);
  }
}

}  // namespace
}  // namespace veil
