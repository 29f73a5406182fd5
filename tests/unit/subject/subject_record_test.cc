#include "subject/subject_record.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

SubjectKeys Keys(char lookup = 'l', std::map<std::uint8_t, std::string> data = {{1, std::string(32, 'd')}}) {
  return *SubjectKeys::Make(std::string(32, lookup), std::move(data));
}

const Digest kSubject = Digest::Of("invented subject");

KnowledgeRecord Knowledge() {
  return {Digest::Of("seed"),
          {{IdentifierType::kNamePatient, Party::kPatient, Part::kFamily, true, PhiString("Quarrington")},
           {IdentifierType::kPhone, Party::kRelative, Part::kWhole, false, PhiString("(775) 555-0287")}}};
}

TEST(SubjectRecordTest, WhatIsSealedOpensAgain) {
  const SeedRecord joined{Standing::kJoined, RandomSeed(), Digest::Of("other")};
  EXPECT_EQ(OpenSeed(*SealSeed(joined, kSubject, Keys()), kSubject, Keys()), joined);
  EXPECT_EQ(OpenKnowledge(*SealKnowledge(Knowledge(), kSubject, Keys()), kSubject, Keys()), Knowledge());
}

TEST(SubjectRecordTest, ASealedRecordShowsNothingAndIsNeverTheSameTwice) {
  const std::string once = *SealKnowledge(Knowledge(), kSubject, Keys());
  EXPECT_EQ(once.find("Quarrington"), std::string::npos);
  EXPECT_NE(once, *SealKnowledge(Knowledge(), kSubject, Keys()));
}

TEST(SubjectRecordTest, AValueOpensUnderItsOwnNameKindAndKeysOnly) {
  const std::string value = *SealSeed({Standing::kClaimed, RandomSeed(), {}}, kSubject, Keys());
  EXPECT_EQ(OpenSeed(value, Digest::Of("another"), Keys()).error().code, ErrorCode::kKey);
  EXPECT_EQ(OpenKnowledge(value, kSubject, Keys()).error().code, ErrorCode::kKey);
  EXPECT_EQ(OpenSeed(value, kSubject, Keys('x')).error().code, ErrorCode::kKey);
  EXPECT_EQ(OpenSeed(value, kSubject, Keys('l', {{1, std::string(32, 'e')}})).error().code, ErrorCode::kKey);
  EXPECT_EQ(OpenSeed(value, kSubject, Keys('l', {{2, std::string(32, 'd')}})).error().code, ErrorCode::kKey);
}

TEST(SubjectRecordTest, AChangedByteOrAShorterValueDoesNotOpen) {
  const std::string value = *SealSeed({Standing::kSettled, RandomSeed(), {}}, kSubject, Keys());
  for (std::size_t i = 0; i < value.size(); ++i) {
    std::string changed = value;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(OpenSeed(changed, kSubject, Keys())) << i;
    EXPECT_FALSE(OpenSeed(value.substr(0, i), kSubject, Keys())) << i;
  }
}

TEST(SubjectRecordTest, TheHighestEpochSealsAndAllOpen) {
  const SubjectKeys both = Keys('l', {{1, std::string(32, 'd')}, {2, std::string(32, 'e')}});
  const SeedRecord record{Standing::kSettled, RandomSeed(), {}};
  const std::string old = *SealSeed(record, kSubject, Keys());
  const std::string renewed = *SealSeed(record, kSubject, both);
  EXPECT_EQ(EpochOf(old), 1);
  EXPECT_EQ(EpochOf(renewed), 2);
  EXPECT_EQ(OpenSeed(old, kSubject, both), record);
  EXPECT_FALSE(OpenSeed(renewed, kSubject, Keys()));
}

TEST(SubjectRecordTest, KeysHave32Bytes) {
  EXPECT_FALSE(SubjectKeys::Make("short", {{1, std::string(32, 'd')}}));
  EXPECT_FALSE(SubjectKeys::Make(std::string(32, 'l'), {{1, "short"}}));
  EXPECT_FALSE(SubjectKeys::Make(std::string(32, 'l'), {}));
}

TEST(SubjectRecordTest, ANameSaysItsKindAndSubject) {
  const auto name = ParseRecordName(RecordName(RecordKind::kKnowledge, kSubject));
  ASSERT_TRUE(name);
  EXPECT_EQ(name->kind, RecordKind::kKnowledge);
  EXPECT_EQ(name->subject, kSubject);
  EXPECT_FALSE(ParseRecordName("S"));
  EXPECT_FALSE(ParseRecordName("X" + std::string(32, 'n')));
}

}  // namespace
}  // namespace veil
