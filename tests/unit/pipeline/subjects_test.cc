#include <gtest/gtest.h>

#include <string>

#include "pipeline/deidentifier.h"

namespace veil {
namespace {

Deidentifier Make(const std::string& policy) {
  auto loaded = Policy::Load(policy, std::string(VEIL_SOURCE_DIR) + "/deploy/policies");
  EXPECT_TRUE(loaded);
  return Deidentifier({}, std::move(*loaded), SurrogateKey(SecretBytes::CopyOf(std::string(32, 'k'))));
}

RawMessage Raw(const std::string& bytes, const std::string& key = "") {
  RawMessage message;
  message.bytes = PhiString(bytes);
  message.key = PhiString(key);
  return message;
}

const std::string kAdmission =
    "MSH|^~\\&|A|B|C|D|20240101||ADT^A01|1|P|2.5.1\rPID|1||77310946^^^G^MR||QUARRINGTON^THESSALYNE||19580817|F\r"
    "NK1|1|ONDREJKA^BRUNHILDE|MTH|||(775) 555-0362\r";

Subjects OnePatient(const std::string& seed, std::vector<KnownIdentifier> known = {}) {
  Subjects subjects;
  subjects.Add(PhiString("77310946"), {Digest::Of("name"), Digest::Of(seed), std::move(known)});
  return subjects;
}

std::string KeyOf(const Processed& processed) {
  const auto* clean = std::get_if<CleanMessage>(&processed.outcome);
  EXPECT_NE(clean, nullptr);
  return clean != nullptr ? clean->key() : "";
}

TEST(SubjectsTest, MessagesOfOneSubjectShareASeedUnderSafeHarborAndOtherSeedsGiveOthers) {
  const Deidentifier deidentifier = Make("safe-harbor");
  const Subjects one = OnePatient("one");
  const Subjects two = OnePatient("two");
  const std::string key = KeyOf(deidentifier.Process(Raw(kAdmission), nullptr, &one));
  EXPECT_EQ(KeyOf(deidentifier.Process(Raw("Doing well.", "77310946"), nullptr, &one)), key);
  EXPECT_EQ(KeyOf(deidentifier.Process(Raw("MRN: 77310946\nDoing well."), nullptr, &one)), key);
  EXPECT_NE(KeyOf(deidentifier.Process(Raw(kAdmission), nullptr, &two)), key);
  EXPECT_NE(KeyOf(deidentifier.Process(Raw(kAdmission))), key);
}

TEST(SubjectsTest, AKeyedPolicyKeepsItsOwnSeed) {
  const Deidentifier deidentifier = Make("research-dateshift");
  const Subjects one = OnePatient("one");
  EXPECT_EQ(KeyOf(deidentifier.Process(Raw(kAdmission), nullptr, &one)), KeyOf(deidentifier.Process(Raw(kAdmission))));
}

TEST(SubjectsTest, AMessageTeachesAndALaterOneLosesWhatItTaught) {
  const Deidentifier deidentifier = Make("safe-harbor");
  Subjects subjects = OnePatient("one");
  const Processed first = deidentifier.Process(Raw(kAdmission), nullptr, &subjects);
  ASSERT_EQ(first.lessons.size(), 1U);
  EXPECT_TRUE(deidentifier.Process(Raw(kAdmission)).lessons.empty());
  subjects.Learn(first.lessons[0]);
  const Processed later = deidentifier.Process(
      Raw("pt brunhilde and thessalyne resting, quarrington ok, cb 775 555 0362, file 77310946", "77310946"), nullptr,
      &subjects);
  ASSERT_TRUE(std::holds_alternative<CleanMessage>(later.outcome));
  const std::string& out = std::get<CleanMessage>(later.outcome).bytes();
  for (const char* gone : {"brunhilde", "thessalyne", "quarrington", "555 0362", "77310946"}) {
    EXPECT_EQ(out.find(gone), std::string::npos) << gone;
  }
}

TEST(SubjectsTest, ASubjectThatNobodyLookedUpIsADefectAndPublishesNothing) {
  const Subjects nobody;
  const Processed processed = Make("safe-harbor").Process(Raw(kAdmission), nullptr, &nobody);
  ASSERT_TRUE(std::holds_alternative<Quarantined>(processed.outcome));
  EXPECT_EQ(std::get<Quarantined>(processed.outcome).reason.code, ErrorCode::kInternal);
}

TEST(SubjectsTest, WhomAMessageIsAboutIsKnownBeforeItIsProcessed) {
  const Deidentifier deidentifier = Make("safe-harbor");
  EXPECT_EQ(deidentifier.SubjectsOf(Raw(kAdmission, "other")).patient, PhiString("77310946"));
  EXPECT_EQ(deidentifier.SubjectsOf(Raw("note", "55")).patient, PhiString("55"));
  EXPECT_EQ(deidentifier.SubjectsOf(Raw("note")).patient, std::nullopt);
  EXPECT_EQ(deidentifier.SubjectsOf(Raw(std::string("\0\xff", 2), "55")).patient, std::nullopt);
}

}  // namespace
}  // namespace veil
