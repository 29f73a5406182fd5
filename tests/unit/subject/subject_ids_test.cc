#include "subject/subject_ids.h"

#include <gtest/gtest.h>

#include <string>

#include "subject/labelled_number.h"

namespace veil {
namespace {

Document Text(const std::string& text) {
  Document document;
  document.fields.resize(1);
  document.fields[0].text = PhiString(text);
  return document;
}

std::vector<std::string> Numbers(const std::string& text) {
  std::vector<std::string> numbers;
  for (const PhiView& number : LabelledNumbers(PhiView(text))) numbers.emplace_back(number.Expose());
  return numbers;
}

TEST(SubjectIdsTest, ALabelledNumberIsFound) {
  using Strings = std::vector<std::string>;
  EXPECT_EQ(Numbers("Patient: X   MRN: 77310946\n"), Strings{"77310946"});
  EXPECT_EQ(Numbers("(mrn 00-4471902)"), Strings{"00-4471902"});
  EXPECT_EQ(Numbers("Medical Record Number:\tA4471902."), Strings{"A4471902"});
  EXPECT_EQ(Numbers("MR# 4471902, MRN#4471903"), (Strings{"4471902", "4471903"}));
}

TEST(SubjectIdsTest, OtherPeoplesNumbersAndOtherWordsAreNot) {
  for (const char* text : {"Mother's MRN: 77310946", "baby MRN 77310946", "MRN unknown", "MRNA 77310946",
                           "MRN:", "MRI 77310946", "the mrn", "MRN 12", "MRN: 123456789012345678901234567890"}) {
    EXPECT_TRUE(Numbers(text).empty()) << text;
  }
}

TEST(SubjectIdsTest, StructureComesBeforeTheRecordsKeyAndThatBeforeText) {
  Document document = Text("MRN: 77310946");
  EXPECT_EQ(SubjectIdsOf(document, {}).patient, PhiString("77310946"));
  EXPECT_EQ(SubjectIdsOf(document, PhiView("key 1")).patient, PhiString("key 1"));
  Field field;
  field.field_class = FieldClass::kIdentifier;
  field.type = IdentifierType::kMrn;
  field.text = PhiString("55");
  document.fields.push_back(field);
  EXPECT_EQ(SubjectIdsOf(document, PhiView("key 1")).patient, PhiString("55"));
}

TEST(SubjectIdsTest, ATextWithTwoNumbersOrAMessageOfManyPatientsIsAboutNobody) {
  EXPECT_FALSE(SubjectIdsOf(Text("MRN: 77310946 formerly MRN: 77310947"), {}).patient);
  EXPECT_TRUE(SubjectIdsOf(Text("MRN: 77310946, MRN 0077310946"), {}).patient);
  Document document = Text("MRN: 77310946");
  document.many_patients = true;
  EXPECT_FALSE(SubjectIdsOf(document, PhiView("key")).patient);
  EXPECT_FALSE(SubjectIdsOf(Text("nothing"), PhiView(" 0 ")).patient);
}

}  // namespace
}  // namespace veil
