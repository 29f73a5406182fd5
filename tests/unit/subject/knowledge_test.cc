#include "subject/knowledge.h"

#include <gtest/gtest.h>

#include <string>

namespace veil {
namespace {

KnownIdentifier Known(IdentifierType type, const std::string& text, bool structured = true) {
  return {type, Party::kPatient, Part::kWhole, structured, PhiString(text)};
}

Field Identifier(IdentifierType type, Party party, const std::string& text) {
  Field field;
  field.field_class = FieldClass::kIdentifier;
  field.type = type;
  field.party = party;
  field.text = PhiString(text);
  return field;
}

TEST(KnowledgeTest, TheFieldsOfThePatientAndRelativesTeachAndThoseOfOthersDoNot) {
  Document document;
  document.fields = {Identifier(IdentifierType::kNamePatient, Party::kPatient, "Quarrington"),
                     Identifier(IdentifierType::kNameRelative, Party::kRelative, "Ondrejka"),
                     Identifier(IdentifierType::kNameProvider, Party::kProvider, "Vandersloot"),
                     Identifier(IdentifierType::kDate, Party::kPatient, "19580817"),
                     Identifier(IdentifierType::kState, Party::kPatient, "NV"),
                     Identifier(IdentifierType::kMrn, Party::kPatient, "\"\"")};
  const auto taught = Taught(document, {});
  ASSERT_EQ(taught.size(), 2U);
  EXPECT_EQ(taught[0].text, PhiString("Quarrington"));
  EXPECT_EQ(taught[1].party, Party::kRelative);
  document.many_patients = true;
  EXPECT_TRUE(Taught(document, {}).empty());
}

TEST(KnowledgeTest, WhatAPatternIsSureOfInTextTeachesAndGuessesDoNot) {
  Document document;
  document.fields.resize(1);
  document.fields[0].text = PhiString("Call (775) 555-0287, Quarrington, 4471902");
  const Findings findings = {{0, {5, 19}, IdentifierType::kPhone, Evidence::kPattern, 0.95F},
                             {0, {21, 32}, IdentifierType::kNamePatient, Evidence::kTagger, 0.99F},
                             {0, {34, 41}, IdentifierType::kMrn, Evidence::kPattern, 0.5F}};
  const auto taught = Taught(document, findings);
  ASSERT_EQ(taught.size(), 1U);
  EXPECT_EQ(taught[0].text, PhiString("(775) 555-0287"));
  EXPECT_FALSE(taught[0].structured);
}

TEST(KnowledgeTest, NewOnesComeFirstStructuredBeforeFoundAndNothingTwice) {
  const std::vector<KnownIdentifier> known = {Known(IdentifierType::kPhone, "555-0101"),
                                              Known(IdentifierType::kPhone, "555-0102", false)};
  const std::vector<KnownIdentifier> taught = {Known(IdentifierType::kPhone, "555-0103", false),
                                               Known(IdentifierType::kNamePatient, "Quarrington"),
                                               Known(IdentifierType::kPhone, "555-0101")};
  const std::vector<KnownIdentifier> learned = {
      Known(IdentifierType::kNamePatient, "Quarrington"), Known(IdentifierType::kPhone, "555-0101"),
      Known(IdentifierType::kPhone, "555-0103", false), Known(IdentifierType::kPhone, "555-0102", false)};
  EXPECT_EQ(Learned(known, taught), learned);
  EXPECT_EQ(Learned(learned, taught), learned);
  EXPECT_EQ(Learned(learned, std::vector{Known(IdentifierType::kNamePatient, "QUARRINGTON")}), learned);
}

TEST(KnowledgeTest, ItIsBoundedByTypeAndByBytes) {
  std::vector<KnownIdentifier> known;
  for (int i = 0; i < 40; ++i) {
    known = Learned(std::move(known), std::vector{Known(IdentifierType::kPhone, "555-01" + std::to_string(10 + i))});
  }
  EXPECT_EQ(known.size(), KnowledgeLimits::kPerTypeMax);
  EXPECT_EQ(known[0].text, PhiString("555-0149"));
  const IdentifierType types[] = {IdentifierType::kStreet, IdentifierType::kCity, IdentifierType::kEmail,
                                  IdentifierType::kId,     IdentifierType::kMrn,  IdentifierType::kAccount,
                                  IdentifierType::kSsn,    IdentifierType::kZip,  IdentifierType::kLicense};
  for (int i = 0; i < 40; ++i) {
    for (const IdentifierType type : types) {
      known = Learned(std::move(known), std::vector{Known(type, std::to_string(i) + std::string(90, 'x'))});
    }
  }
  std::size_t bytes = 0;
  for (const KnownIdentifier& one : known) bytes += one.text.size();
  EXPECT_LE(bytes, KnowledgeLimits::kBytesMax);
}

}  // namespace
}  // namespace veil
