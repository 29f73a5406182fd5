#include "eval/report.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace veil {
namespace {

DocumentScore Document(const std::string& name, std::size_t spans, std::size_t found) {
  DocumentScore document{name, {}, {}};
  document.score.documents = 1;
  document.score.types[static_cast<std::size_t>(IdentifierType::kDate)] = {
      spans, found, found, spans * 3, (spans - found) * 3, spans, found};
  document.score.tokens = {found + 1, found};
  return document;
}

TEST(ReportTest, FoldersAndUndecodedDocumentsAreListed) {
  std::vector<DocumentScore> documents = {Document("notes/a.txt", 4, 4), Document("fhir/b.json.txt", 4, 0)};
  documents[1].error = ErrorCode::kUnknownFormat;
  documents[1].score.not_decoded = 1;
  ReportParts parts;
  parts.by_folder = true;
  const std::string text = TextReport(documents, parts);
  EXPECT_NE(text.find("2 documents, 1 not decoded"), std::string::npos) << text;
  EXPECT_NE(text.find("recall            50.00 %"), std::string::npos) << text;
  EXPECT_NE(text.find("(4 of 6 tokens)"), std::string::npos) << text;
  EXPECT_NE(text.find("token precision   66.67 %, 95 % interval "), std::string::npos) << text;
  EXPECT_NE(text.find("  fhir/b.json.txt  unknown_format"), std::string::npos) << text;
  EXPECT_LT(text.find("\nfhir "), text.find("\nnotes "));
}

TEST(ReportTest, JsonHoldsTheSameNumbers) {
  const std::vector<DocumentScore> documents = {Document("notes/a.txt", 4, 3)};
  const std::string json = JsonReport(documents, {});
  for (const char* member : {"\"documents\":1", "\"spans\":4", "\"recall\":0.750000", "\"leaked_characters\":3",
                             "\"precision\":0.750000", "\"token_recall\":0.750000", "\"leaked_share\":0.250000",
                             "\"by_type\":{\"DATE\":{", "\"by_folder\":{\"notes\":{", "\"keep_survival\":null"}) {
    EXPECT_NE(json.find(member), std::string::npos) << member << "\n" << json;
  }
}

TEST(ReportTest, WhatWasNotMeasuredHasNoShare) {
  EXPECT_EQ(Share(0, 0), std::nullopt);
  EXPECT_EQ(ShareOf({}, SpanRecall()), std::nullopt);
  EXPECT_EQ(ShareOf({}, Precision()), std::nullopt);
}

}  // namespace
}  // namespace veil
