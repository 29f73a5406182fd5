#include "subject/subject_seed.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

Document WithMrn(std::string mrn, Party party) {
  Document document;
  Field field;
  field.field_class = FieldClass::kIdentifier;
  field.type = IdentifierType::kMrn;
  field.party = party;
  field.text = PhiString(std::move(mrn));
  document.fields.push_back(std::move(field));
  return document;
}

TEST(SubjectSeedTest, OneNumberWrittenTwoWaysIsOnePatient) {
  EXPECT_EQ(SubjectSeed("k", PhiView("0044a 7")), SubjectSeed("k", PhiView("44A7")));
  EXPECT_NE(SubjectSeed("k", PhiView("44A7")), SubjectSeed("k", PhiView("44A8")));
  EXPECT_NE(SubjectSeed("k", PhiView("44A7")), SubjectSeed("l", PhiView("44A7")));
}

TEST(SubjectSeedTest, KindsOfSeedsAreApart) {
  EXPECT_NE(SubjectSeed("k", PhiView("447")), MessageSeed("k", PhiView("447")));
}

TEST(SubjectSeedTest, TheStructureWinsOverTheRecordKey) {
  EXPECT_EQ(SubjectId(WithMrn("447", Party::kPatient), PhiView("9")), PhiString("447"));
  EXPECT_EQ(SubjectId(WithMrn("447", Party::kRelative), PhiView("9")), PhiString("9"));
  EXPECT_EQ(SubjectId(WithMrn(" 0", Party::kPatient), PhiView("9")), PhiString("9"));
  EXPECT_EQ(SubjectId(Document(), PhiView()), std::nullopt);
}

}  // namespace
}  // namespace veil
