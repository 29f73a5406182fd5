#include "detect/patterns.h"

#include <gtest/gtest.h>

#include <string>

namespace veil {
namespace {

Document Text(const std::string& text) {
  Document document;
  document.fields.emplace_back().text = PhiString(text);
  return document;
}

// Patterns look at the bytes alone.
const Readings kNoReadings(Document{}, Lexicon::Embedded());

Findings Found(const std::string& text) {
  static const PatternDetector detector;
  Findings found;
  EXPECT_TRUE(detector.Detect(Text(text), kNoReadings, found));
  return found;
}

bool Covers(const Findings& found, const std::string& text, const std::string& words) {
  const std::size_t begin = text.find(words);
  for (const Finding& finding : found) {
    if (finding.span.begin <= begin && begin + words.size() <= finding.span.end) return true;
  }
  return false;
}

TEST(Patterns, WhatIsWrappedOverALineEndIsFound) {
  const std::string text = "She was seen on March\n14, 2021 and can be reached at 503 555\n0155 after five.";
  EXPECT_TRUE(Covers(Found(text), text, "March\n14, 2021"));
  EXPECT_TRUE(Covers(Found(text), text, "503 555\n0155"));
}

TEST(Patterns, WhatBeginsAParagraphIsFound) {
  const std::string text = "ok\n\n7720936 was the number";
  EXPECT_TRUE(Covers(Found(text), text, "7720936"));
}

TEST(Patterns, ALongLineIsSearchedToItsEnd) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "no change in the plan of care, ";
  text += "seen 07/19/2022";
  EXPECT_TRUE(Covers(Found(text), text, "07/19/2022"));
}

TEST(Patterns, ARefusedMatchHidesNoneBehindIt) {
  const std::string text = "strength 5/5 3/4/2021";
  EXPECT_TRUE(Covers(Found(text), text, "3/4/2021"));
  EXPECT_FALSE(Covers(Found(text), text, "5/5"));
}

TEST(Patterns, ALongRunThatIsNoIdentifierHidesNoneInOrBehindIt) {
  std::string initials;
  for (int i = 0; i < 3000; ++i) initials += "J ";
  const std::string text = "Dr. " + initials + "MRN 00418226, " + initials + "call 503-555-0155.";
  EXPECT_TRUE(Covers(Found(text), text, "00418226"));
  EXPECT_TRUE(Covers(Found(text), text, "503-555-0155"));
}

// Runs in which every place begins something: what follows is found, and the cost stays linear.
TEST(Patterns, ALongRunOfOneSignOrWordIsSearchedToItsEnd) {
  for (const char* run :
       {"7", "a", "@", "www.", "a.", "a@", "1-", "3/4", "from ", "two ", "\u00E9", "\u017F", "(", "\t"}) {
    std::string text;
    while (text.size() < (1U << 18)) text += run;
    text += "\ncall 503-555-0155.";
    EXPECT_TRUE(Covers(Found(text), text, "503-555-0155")) << run;
  }
}

TEST(Patterns, TermsAreSearched) {
  Document document = Text("07/19/2022");
  document.fields.front().field_class = FieldClass::kTerm;
  Findings found;
  EXPECT_TRUE(PatternDetector().Detect(document, kNoReadings, found));
  EXPECT_EQ(found.size(), 1U);
}

TEST(Patterns, CodesAreNotSearched) {
  Document document = Text("07/19/2022");
  document.fields.front().field_class = FieldClass::kSafe;
  Findings found;
  EXPECT_TRUE(PatternDetector().Detect(document, kNoReadings, found));
  EXPECT_TRUE(found.empty());
}

TEST(Patterns, APatternThatDoesNotCompileFailsTheDetector) {
  static constexpr Pattern kBroken[] = {{"(unclosed", IdentifierType::kId}};
  const PatternFamily family{"broken", kBroken};
  Findings found;
  const Result<void> result = PatternDetector(std::span(&family, 1)).Detect(Text("anything"), kNoReadings, found);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kDetectorFailed);
}

TEST(Patterns, EveryFamilyCompiles) {
  for (const PatternFamily& family : PatternFamilies()) {
    Findings found;
    EXPECT_TRUE(PatternDetector(std::span(&family, 1)).Detect(Text("x"), kNoReadings, found)) << family.name.view();
    EXPECT_FALSE(family.patterns.empty()) << family.name.view();
  }
}

TEST(Patterns, BytesThatAreNotUtf8DoNoHarm) {
  const std::string text = "\xFF\xC3 07/19/2022 \xE2\x82";
  EXPECT_TRUE(Covers(Found(text), text, "07/19/2022"));
}

}  // namespace
}  // namespace veil
