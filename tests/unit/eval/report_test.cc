#include "eval/report.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace veil {
namespace {

DocumentScore Document(const std::string& name, const std::string& folder, std::size_t spans, std::size_t found) {
  DocumentScore document{name, folder, {}, {}};
  document.score.documents = 1;
  document.score.types[static_cast<std::size_t>(IdentifierType::kDate)] = {spans, found, found, spans * 3,
                                                                           (spans - found) * 3};
  document.score.tokens = {found + 1, found};
  return document;
}

TEST(IntervalTest, WilsonAgreesWithPublishedValues) {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  const Interval a = WilsonInterval(81, 263);
  EXPECT_NEAR(a.low, 0.2553, 5e-5);
  EXPECT_NEAR(a.high, 0.3662, 5e-5);
  const Interval b = WilsonInterval(15, 148);
  EXPECT_NEAR(b.low, 0.0624, 5e-5);
  EXPECT_NEAR(b.high, 0.1605, 5e-5);
  const Interval c = WilsonInterval(0, 20);
  EXPECT_NEAR(c.low, 0.0, 1e-12);
  EXPECT_NEAR(c.high, 0.1611, 5e-5);
}

TEST(IntervalTest, NothingMeasuredSaysNothing) {
  EXPECT_EQ(WilsonInterval(0, 0).low, 0);
  EXPECT_EQ(WilsonInterval(0, 0).high, 1);
  EXPECT_EQ(ClusteredInterval({}).high, 1);
}

TEST(IntervalTest, AllFoundIsNoCertainty) {
  const std::vector<Cluster> documents(10, Cluster{10, 10});
  EXPECT_LT(ClusteredInterval(documents).low, 0.97);
  EXPECT_EQ(ClusteredInterval(documents).high, 1);
}

TEST(IntervalTest, MissesThatFallTogetherWidenIt) {
  std::vector<Cluster> spread(20, Cluster{19, 20});
  std::vector<Cluster> together(20, Cluster{20, 20});
  together[0].hits = 0;
  EXPECT_NEAR(ClusteredInterval(spread).low, WilsonInterval(380, 400).low, 1e-9);
  EXPECT_LT(ClusteredInterval(together).low, ClusteredInterval(spread).low - 0.03);
}

TEST(IntervalTest, TheSameDocumentsGiveTheSameInterval) {
  const std::vector<Cluster> documents = {{3, 4}, {9, 9}, {1, 7}};
  EXPECT_EQ(ClusteredInterval(documents).low, ClusteredInterval(documents).low);
}

TEST(ReportTest, FoldersAndUndecodedDocumentsAreListed) {
  std::vector<DocumentScore> documents = {Document("notes/a.txt", "notes", 4, 4),
                                          Document("fhir/b.json.txt", "fhir", 4, 0)};
  documents[1].error = ErrorCode::kUnknownFormat;
  documents[1].score.not_decoded = 1;
  const std::string text = TextReport(documents, true);
  EXPECT_NE(text.find("2 documents, 1 not decoded"), std::string::npos) << text;
  EXPECT_NE(text.find("recall            50.00 %"), std::string::npos) << text;
  EXPECT_NE(text.find("token precision   66.67 % (4 of 6 tokens)"), std::string::npos) << text;
  EXPECT_NE(text.find("  fhir/b.json.txt  unknown_format"), std::string::npos) << text;
  EXPECT_LT(text.find("\nfhir "), text.find("\nnotes "));
}

TEST(ReportTest, JsonHoldsTheSameNumbers) {
  const std::vector<DocumentScore> documents = {Document("notes/a.txt", "notes", 4, 3)};
  const std::string json = JsonReport(documents);
  for (const char* member :
       {"\"documents\":1", "\"spans\":4", "\"recall\":0.750000", "\"leaked_characters\":3", "\"precision\":0.750000",
        "\"by_type\":{\"DATE\":{", "\"by_folder\":{\"notes\":{", "\"keep_survival\":null"}) {
    EXPECT_NE(json.find(member), std::string::npos) << member << "\n" << json;
  }
}

TEST(ReportTest, WhatWasNotMeasuredHasNoShare) {
  EXPECT_EQ(Share(0, 0), std::nullopt);
  EXPECT_EQ(Recall({}), std::nullopt);
  EXPECT_EQ(Precision({}), std::nullopt);
}

}  // namespace
}  // namespace veil
