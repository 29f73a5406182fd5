#include "vault/restorer.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

VaultEntry Entry(IdentifierType type, std::string original, std::string surrogate) {
  return {type, PhiString(std::move(original)), PhiString(std::move(surrogate))};
}

const std::vector<VaultEntry> kRecord = {Entry(IdentifierType::kNamePatient, "Ada Okafor", "Maria Smith"),
                                         Entry(IdentifierType::kNameProvider, "Dr. Tunde Bello", "Dr. Kenneth Brown"),
                                         Entry(IdentifierType::kMrn, "84471093", "20817364"),
                                         Entry(IdentifierType::kPhone, "(216) 400-7788", "(216) 555-0142"),
                                         Entry(IdentifierType::kDate, "03/14/2021", "01/02/2021"),
                                         Entry(IdentifierType::kDate, "April 2, 2021", "January 21, 2021"),
                                         Entry(IdentifierType::kYear, "2019", "2018"),
                                         Entry(IdentifierType::kAge, "41", "42")};

Restored Restore(const std::string& text, const std::vector<VaultEntry>& record = kRecord) {
  Restorer restorer;
  restorer.Add(record);
  return restorer.Restore(text);
}

std::string Text(const std::string& text) { return Restore(text).text.Expose(); }

TEST(RestorerTest, NamesComeBackInWhateverFormAnAnswerHasThem) {
  EXPECT_EQ(Text("Maria Smith was seen."), "Ada Okafor was seen.");
  EXPECT_EQ(Text("MARIA SMITH was seen."), "ADA OKAFOR was seen.");
  EXPECT_EQ(Text("maria smith was seen."), "ada okafor was seen.");
  EXPECT_EQ(Text("Ms. Smith's daughter; Smith\u2019s son"), "Ms. Okafor's daughter; Okafor\u2019s son");
  EXPECT_EQ(Text("Maria felt well."), "Ada felt well.");
  EXPECT_EQ(Text("Maria  Smith,\nSmith"), "Ada Okafor,\nOkafor");
  EXPECT_EQ(Text("Seen by Kenneth Brown and by Dr Brown."), "Seen by Tunde Bello and by Dr Bello.");
}

TEST(RestorerTest, AFieldInCapitalsReadsAsANameInText) {
  const std::vector<VaultEntry> record = {Entry(IdentifierType::kNamePatient, "OKAFOR", "SMITH"),
                                          Entry(IdentifierType::kNamePatient, "ADA", "MARIA")};
  EXPECT_EQ(Restore("Maria Smith, MARIA SMITH", record).text.Expose(), "Ada Okafor, ADA OKAFOR");
}

TEST(RestorerTest, AWordOfLanguageIsNoName) {
  EXPECT_EQ(Text("brown sputum"), "brown sputum");
  EXPECT_EQ(Text("Smithfield, Smiths"), "Smithfield, Smiths");
}

TEST(RestorerTest, NumbersComeBackWithOtherMarksBetweenThem) {
  EXPECT_EQ(Text("MRN 20817364, call 216.555.0142"), "MRN 84471093, call (216) 400-7788");
  EXPECT_EQ(Text("lot 120817364"), "lot 120817364");
}

TEST(RestorerTest, ShiftedDatesComeBackInOtherForms) {
  EXPECT_EQ(Text("on 01/02/2021"), "on 03/14/2021");
  EXPECT_EQ(Text("on 1/2/2021"), "on 3/14/2021");
  EXPECT_EQ(Text("on 2021-01-02"), "on 2021-03-14");
  EXPECT_EQ(Text("on January 2, 2021 and 21 Jan 2021"), "on March 14, 2021 and 02 Apr 2021");
  EXPECT_EQ(Text("on 01/03/2021"), "on 01/03/2021") << "a day that the vault does not know";
  EXPECT_EQ(Text("in 2018, aged 42, 1/2 tablet"), "in 2018, aged 42, 1/2 tablet");
}

TEST(RestorerTest, WhatStandsForTwoIsLeftAndCounted) {
  Restorer restorer;
  restorer.Add({Entry(IdentifierType::kNamePatient, "Ada Okafor", "Maria Smith")});
  restorer.Add({Entry(IdentifierType::kNamePatient, "Ines Vega", "Laura Smith")});
  restorer.Add({Entry(IdentifierType::kDate, "2021-03-14", "2021-01-02")});
  restorer.Add({Entry(IdentifierType::kDate, "2021-05-06", "2021-01-02")});
  const Restored restored = restorer.Restore("Laura Smith and Ms. Smith on 2021-01-02, Jan 2, 2021");
  EXPECT_EQ(restored.text.Expose(), "Ines Vega and Ms. Smith on 2021-01-02, Jan 2, 2021");
  EXPECT_EQ(restored.ambiguous, 3U);
  EXPECT_EQ(restored.total(), 1U);
}

TEST(RestorerTest, OnePersonUnderTwoSpellingsIsNotAmbiguous) {
  const std::vector<VaultEntry> record = {Entry(IdentifierType::kNamePatient, "OKAFOR", "SMITH"),
                                          Entry(IdentifierType::kNamePatient, "Okafor", "Smith")};
  EXPECT_EQ(Restore("Mr. Smith", record).ambiguous, 0U);
}

TEST(RestorerTest, ATextWithoutSurrogatesStaysByteForByte) {
  for (const std::string text : {"", "a", "BP 120/80 \xFF\xFE caf\xC3\xA9 \r\n\t--", "3/4 strength, 1-2 weeks"}) {
    EXPECT_EQ(Text(text), text);
    EXPECT_EQ(Restore(text).total(), 0U);
  }
}

}  // namespace
}  // namespace veil
