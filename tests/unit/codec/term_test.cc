#include "codec/term.h"

#include <gtest/gtest.h>

#include <string>

namespace veil {
namespace {

TEST(Term, WordsOfAPublishedSystemAreATerm) {
  EXPECT_EQ(ClassOfDisplay("MR Brain WO and W contrast IV", true), FieldClass::kTerm);
  EXPECT_EQ(ClassOfDisplay("HLA-DR4 antigen", true), FieldClass::kTerm);
  EXPECT_EQ(ClassOfDisplay("Pneumococcal polysaccharide vaccine 23-valent", true), FieldClass::kTerm);
}

TEST(Term, WordsOfALocalSystemAreFreeText) {
  EXPECT_EQ(ClassOfDisplay("MR Brain WO and W contrast IV", false), FieldClass::kFreeText);
}

TEST(Term, ProseIsNoTermInAPublishedSystem) {
  EXPECT_EQ(ClassOfDisplay("read by Dr. Rhodes", true), FieldClass::kFreeText);
  EXPECT_EQ(ClassOfDisplay("Mrs Ibarra calls back", true), FieldClass::kFreeText);
  EXPECT_EQ(ClassOfDisplay("write to desk@quarry.example", true), FieldClass::kFreeText);
  EXPECT_EQ(ClassOfDisplay("see chart 4471882", true), FieldClass::kFreeText);
  EXPECT_EQ(ClassOfDisplay(std::string(300, 'a'), true), FieldClass::kFreeText);
}

}  // namespace
}  // namespace veil
