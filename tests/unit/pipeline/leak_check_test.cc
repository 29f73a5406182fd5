#include "pipeline/leak_check.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/leak_words.h"

namespace veil {
namespace {

Document Note(std::string text) {
  Document document;
  Field field;
  field.path = "text";
  field.map = ByteMap::Identity(0, text.size());
  field.text = PhiString(std::move(text));
  document.fields.push_back(std::move(field));
  return document;
}

// One finding of `word` in `before`, replaced by `surrogate`, and `after` as what would be published.
Result<void> Check(IdentifierType type, const std::string& before, const std::string& word,
                   const std::string& surrogate, const std::string& after, ActionKind action = ActionKind::kSurrogate) {
  const Document original = Note(before);
  const std::size_t begin = before.find(word);
  const std::vector<Finding> findings = {{0, {begin, begin + word.size()}, type, Evidence::kPattern, 1}};
  const std::vector<ActionKind> actions = {action};
  std::vector<Replacement> replacements;
  if (action != ActionKind::kKeep) replacements.push_back({0, findings[0].span, PhiString(surrogate)});
  return LeakCheck(original, findings, actions, replacements, Note(after));
}

TEST(LeakCheckTest, ACleanOutputPasses) {
  EXPECT_TRUE(Check(IdentifierType::kNamePatient, "Ms. Okafor is well.", "Okafor", "Larkin", "Ms. Larkin is well."));
}

TEST(LeakCheckTest, ASurvivingNameFails) {
  EXPECT_EQ(
      Check(IdentifierType::kNamePatient, "Ms. Okafor, OKAFOR", "Okafor", "Larkin", "Ms. Larkin, OKAFOR").error().code,
      ErrorCode::kLeak);
  EXPECT_FALSE(Check(IdentifierType::kNamePatient, "Nguyễn Lan", "Nguyễn Lan", "X", "X, nguyen"));
}

TEST(LeakCheckTest, ALongOriginalThatSurvivesFails) {
  const std::string name = "Wilhelmina Featherstonehaugh-Cholmondeley";
  EXPECT_FALSE(Check(IdentifierType::kNamePatient, name + " is well. " + name, name, "Ada Larkin",
                     "Ada Larkin is well. " + name));
  EXPECT_TRUE(Check(IdentifierType::kNamePatient, name + " is well.", name, "Ada Larkin", "Ada Larkin is well."));
}

TEST(LeakCheckTest, ANameInsideALongerWordIsNoLeak) {
  EXPECT_TRUE(Check(IdentifierType::kNamePatient, "Lee feels well, sleeps", "Lee", "Kim", "Kim feels well, sleeps"));
}

TEST(LeakCheckTest, AClinicalWordMayStayUnlessATitleStandsBeforeIt) {
  EXPECT_TRUE(Check(IdentifierType::kNamePatient, "Bell has Bell's palsy", "Bell", "Kim", "Kim has Bell's palsy"));
  EXPECT_FALSE(Check(IdentifierType::kNamePatient, "Bell. Mrs. Bell", "Bell", "Kim", "Kim. Mrs. Bell"));
}

TEST(LeakCheckTest, WhatASurrogateNameKeepsIsNobodys) {
  EXPECT_TRUE(Check(IdentifierType::kNamePatient, "Mrs. van der Okafor", "van der Okafor", "van der Larkin",
                    "Mrs. van der Larkin"));
  EXPECT_TRUE(Check(IdentifierType::kNamePatient, "pt: Baby Boy Okafor", "Baby Boy Okafor", "Baby Boy Larkin",
                    "pt: Baby Boy Larkin"));
  EXPECT_FALSE(Check(IdentifierType::kNamePatient, "Ada Okafor", "Ada Okafor", "Ada Larkin", "Ada Larkin"));
}

TEST(LeakCheckTest, AShiftedDateMayBeAnotherDateOfTheMessage) {
  const Document original = Note("seen 3/14/2021 and 3/15/2021");
  const std::vector<Finding> findings = {{0, {5, 14}, IdentifierType::kDate, Evidence::kPattern, 1},
                                         {0, {19, 28}, IdentifierType::kDate, Evidence::kPattern, 1}};
  const std::vector<ActionKind> actions = {ActionKind::kShift, ActionKind::kShift};
  const std::vector<Replacement> replacements = {{0, {5, 14}, PhiString("3/15/2021")},
                                                 {0, {19, 28}, PhiString("3/16/2021")}};
  EXPECT_TRUE(LeakCheck(original, findings, actions, replacements, Note("seen 3/15/2021 and 3/16/2021")));
  EXPECT_FALSE(LeakCheck(original, findings, actions, replacements, Note("seen 3/14/2021 and 3/16/2021")));
}

TEST(LeakCheckTest, TheFirstOfAYearMayStandForAnotherDayOfIt) {
  const Document original = Note("seen 20210103 and 20210101");
  const std::vector<Finding> findings = {{0, {5, 13}, IdentifierType::kDate, Evidence::kField, 1},
                                         {0, {18, 26}, IdentifierType::kDate, Evidence::kField, 1}};
  const std::vector<ActionKind> actions = {ActionKind::kGeneralize, ActionKind::kGeneralize};
  const std::vector<Replacement> replacements = {{0, {5, 13}, PhiString("20210101")}, {0, {18, 26}, PhiString("2021")}};
  EXPECT_TRUE(LeakCheck(original, findings, actions, replacements, Note("seen 20210101 and 2021")));
  EXPECT_FALSE(LeakCheck(original, findings, actions, replacements, Note("seen 20210103 and 2021")));
}

TEST(LeakCheckTest, FewSpokenDigitsAreNoMoreThanFewDigits) {
  EXPECT_TRUE(
      Check(IdentifierType::kId, "unit one oh six", "one oh six", "two two nine", "unit two two nine, one oh six"));
  EXPECT_FALSE(Check(IdentifierType::kId, "unit one oh six five two", "one oh six five two", "two two nine four four",
                     "unit two two nine four four, one oh six five two"));
}

TEST(LeakCheckTest, PatientWillIsNoNameAndPatientWillWithACapitalIs) {
  EXPECT_TRUE(
      Check(IdentifierType::kNamePatient, "Will, 40. Pt will return", "Will", "Kim", "Kim, 40. Pt will return"));
  EXPECT_FALSE(Check(IdentifierType::kNamePatient, "Will, 40. Patient Will", "Will", "Kim", "Kim, 40. Patient Will"));
}

TEST(LeakCheckTest, ASurvivingNumberFails) {
  EXPECT_FALSE(Check(IdentifierType::kMrn, "MRN 00418226; 00418226", "00418226", "71120934", "MRN 71120934; 00418226"));
  EXPECT_TRUE(Check(IdentifierType::kId, "room 412, dose 412 mg", "412", "308", "room 308, dose 412 mg"));
}

TEST(LeakCheckTest, AShapeThatIsNoSurrogateFails) {
  EXPECT_FALSE(Check(IdentifierType::kNamePatient, "Okafor", "Okafor", "Kim", "Kim 531-88-4406"));
  EXPECT_FALSE(Check(IdentifierType::kNamePatient, "Okafor", "Okafor", "Kim", "Kim (509) 555-0142"));
  EXPECT_FALSE(Check(IdentifierType::kNamePatient, "Okafor", "Okafor", "Kim", "Kim 3/14/2021"));
  EXPECT_FALSE(Check(IdentifierType::kNamePatient, "Okafor", "Okafor", "Kim", "Kim a.b@mail.example"));
  EXPECT_TRUE(Check(IdentifierType::kPhone, "at 509-555-0142", "509-555-0142", "212-555-0199", "at 212-555-0199"));
}

TEST(LeakCheckTest, AnOriginalGluedToOtherTextFails) {
  EXPECT_FALSE(Check(IdentifierType::kMrn, "MRN 00418226", "00418226", "71120934", "MRN 71120934 MRN00418226"));
  EXPECT_FALSE(Check(IdentifierType::kNamePatient, "Okafor", "Okafor", "Larkin", "Larkin, AdaOkafor"));
  EXPECT_TRUE(Check(IdentifierType::kMrn, "MRN 00418226", "00418226", "71120934", "MRN 71120934 X1004182261"));
}

TEST(LeakCheckTest, ACodeMayHaveAnyShapeButHoldsNoOriginal) {
  const Document original = Note("Ada Okafor");
  const std::vector<Finding> findings = {{0, {0, 10}, IdentifierType::kNamePatient, Evidence::kPattern, 1}};
  const std::vector<Replacement> replacements = {{0, {0, 10}, PhiString("Ida Larkin")}};
  const auto passes = [&](const std::string& code) {
    Document output = Note("Ida Larkin");
    output.fields.push_back(Note(code).fields[0]);
    output.fields[1].field_class = FieldClass::kSafe;
    return LeakCheck(original, findings, {{ActionKind::kSurrogate}}, replacements, output).has_value();
  };
  EXPECT_TRUE(passes("509-555-0142"));
  EXPECT_FALSE(passes("OKAFOR"));
}

TEST(LeakCheckTest, ALongPhraseIsKnownByItsBeginning) {
  std::string street;
  for (int i = 0; i < 40; ++i) street += "Lane" + std::to_string(i) + " ";
  EXPECT_FALSE(Check(IdentifierType::kStreet, "at " + street + "again", street, "1 Elm St", "at 1 Elm St, " + street));
  EXPECT_TRUE(Check(IdentifierType::kStreet, "at " + street + "again", street, "1 Elm St", "at 1 Elm St, Lane0 Lane1"));
}

TEST(LeakCheckTest, ValuesAreNoShapes) {
  EXPECT_TRUE(Check(IdentifierType::kNamePatient, "Okafor", "Okafor", "Kim",
                    "Kim BP 120/80, 5/5, C5-6, LOINC 2345-7, 1.2.3, 10-20-30, pain 2/10, 3.5-5.0, q4-6h"));
}

TEST(LeakCheckTest, WhatThePolicyKeepsMayStay) {
  EXPECT_TRUE(Check(IdentifierType::kDate, "on 3/14/2021", "3/14/2021", "", "on 3/14/2021", ActionKind::kKeep));
}

TEST(LeakWordsTest, LettersAndDigitsFormWordsAndMarksSeparate) {
  std::vector<std::string> folded;
  for (const LeakWord& word : LeakWords("O’Brien–Núñez, R52a\xC2\xA0x")) folded.emplace_back(word.folded);
  EXPECT_EQ(folded, (std::vector<std::string>{"o", "brien", "nunez", "r52a", "x"}));
}

TEST(LeakCheckTest, APossessiveMakesNoPhraseOfTwoPlainWords) {
  EXPECT_TRUE(Check(IdentifierType::kFacility, "At Client's home; client's home", "Client's home", "Elm House",
                    "At Elm House; client's home"));
}

}  // namespace
}  // namespace veil
