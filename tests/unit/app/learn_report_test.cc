#include "app/learn_report.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "codec/fhir_table.h"
#include "codec/hl7v2_table.h"

namespace veil {
namespace {

std::string Dictionary(const std::string& name) {
  std::ifstream file(VEIL_SOURCE_DIR "/dictionaries/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string DraftOf(Format format, const std::vector<std::vector<std::string>>& messages) {
  LearnReport report;
  for (const auto& paths : messages) report.Add(format, paths);
  return report.Draft();
}

// The lines that follow the heading which names a table, up to the next one.
std::string RowsFor(const std::string& draft, const std::string& table) {
  const std::size_t heading = draft.find("for dictionaries/" + table);
  if (heading == std::string::npos) return {};
  const std::size_t begin = draft.find('\n', draft.find('\n', heading) + 1) + 1;
  const std::size_t end = draft.find('#', begin);
  return draft.substr(begin, end == std::string::npos ? end : end - begin);
}

TEST(LearnReport, CountsMessagesByPlace) {
  const std::string draft = DraftOf(Format::kHl7v2, {{"ZPI-2", "OBX-5.5:pdf"}, {"ZPI-2", "ZPI-4.1"}});
  EXPECT_EQ(RowsFor(draft, "hl7v2/fields.tsv"),
            "ZPI\t1\tST\tunknown\t-\t-\tnot met\n"
            "ZPI\t2\tST\tunknown\t-\t-\t2 inputs\n"
            "ZPI\t3\tST\tunknown\t-\t-\tnot met\n"
            "ZPI\t4\tST\tunknown\t-\t-\t1 input\n");
  EXPECT_NE(draft.find("# OBX-5.5:pdf\t1 input\n"), std::string::npos);
}

TEST(LearnReport, RowsOfHl7CanBePasted) {
  const std::string rows = RowsFor(DraftOf(Format::kHl7v2, {{"ZPI-2", "ZPI-5", "ZAA-1"}}), "hl7v2/fields.tsv");
  ASSERT_FALSE(rows.empty());
  const auto table = hl7v2::Table::Parse(Dictionary("hl7v2/fields.tsv") + rows, Dictionary("hl7v2/datatypes.tsv"),
                                         Dictionary("hl7v2/observations.tsv"));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->Segment("ZPI")->size(), 6U);
}

TEST(LearnReport, AFieldBeyondAKnownSegmentFollowsItsRows) {
  const std::size_t next = hl7v2::Table::Embedded().Segment("PID")->size();
  const std::string rows = RowsFor(DraftOf(Format::kHl7v2, {{"PID-" + std::to_string(next + 2)}}), "hl7v2/fields.tsv");
  EXPECT_TRUE(rows.starts_with("PID\t" + std::to_string(next) + "-" + std::to_string(next + 1) + "\tST\tunknown"))
      << rows;
}

TEST(LearnReport, RowsOfFhirCanBePasted) {
  const std::string url = "http://hl7.org/fhir/StructureDefinition/no-such";
  const std::string draft =
      DraftOf(Format::kFhir,
              {{"Patient.careDate", "Patient.name.cityCode", "Patient.extension[" + url + "]", "Patient.*(9-16)"}});
  EXPECT_EQ(RowsFor(draft, "fhir/elements.tsv"), "Patient\tcareDate\tstring\t-\nHumanName\tcityCode\tstring\t-\n");
  EXPECT_NE(draft.find("# Patient.*(9-16)\t1 input\n"), std::string::npos);
  const auto table = fhir::Table::Parse(Dictionary("fhir/elements.tsv") + RowsFor(draft, "fhir/elements.tsv"),
                                        Dictionary("fhir/rules.tsv") + RowsFor(draft, "fhir/rules.tsv"),
                                        Dictionary("fhir/extensions.tsv") + RowsFor(draft, "fhir/extensions.tsv"));
  ASSERT_TRUE(table);
  EXPECT_NE(table->Find("HumanName")->Find("cityCode"), nullptr);
  EXPECT_NE(table->FindExtension(url), nullptr);
}

TEST(LearnReport, ElementsAndAttributesOfCdaHaveTheirParent) {
  const std::string draft = DraftOf(
      Format::kCda, {{"recordTarget.patientRole.maritalTime", "recordTarget.patientRole.id@displayCode", "comment"}});
  EXPECT_EQ(RowsFor(draft, "cda/elements.tsv"),
            "patientRole\tmaritalTime\tunknown\t-\t-\t-\t-\t1 input in recordTarget.patientRole\n");
  EXPECT_EQ(RowsFor(draft, "cda/attributes.tsv"), "*\tdisplayCode\tunknown\t1 input in recordTarget.patientRole.id\n");
  EXPECT_NE(draft.find("# comment\t1 input\n"), std::string::npos);
}

TEST(LearnReport, NothingUnknownIsSaid) { EXPECT_NE(LearnReport().Draft().find("Nothing"), std::string::npos); }

TEST(LearnReport, PlacesAreBounded) {
  LearnReport report;
  for (int i = 1; i <= 20'000; ++i) report.Add(Format::kHl7v2, std::vector<std::string>{"ZPI-" + std::to_string(i)});
  EXPECT_NE(report.Draft().find("# beyond the limit of places\t10000 inputs\n"), std::string::npos);
}

}  // namespace
}  // namespace veil
