#include "eval/mistakes.h"

#include <gtest/gtest.h>

#include "eval/mistake_classes.h"

namespace veil {
namespace {

Gold Marked(std::string_view marked) {
  auto gold = ParseGold(marked);
  EXPECT_TRUE(gold);
  return *gold;
}

FoundSpan Found(const Gold& gold, const std::string& words, IdentifierType type, Evidence evidence) {
  const std::size_t begin = gold.text.find(words);
  EXPECT_NE(begin, std::string::npos) << words;
  return {{begin, begin + words.size()}, type, evidence};
}

TEST(MistakesTest, MissesAndFalseFindsAreShownWithTheirContext) {
  const Gold gold = Marked("Seen {{DATE:3/4}} for\nmild chronic asthma.");
  const std::vector<FoundSpan> found = {Found(gold, "mild chronic", IdentifierType::kCity, Evidence::kTagger)};
  std::vector<std::string> lines;
  for (const Mistake& mistake : FindMistakes(gold, found, found)) lines.push_back(ShowMistake("a.txt", gold, mistake));
  EXPECT_EQ(lines, (std::vector<std::string>{"MISSED DATE a.txt:5 Seen «3/4» for mild chronic asthma.",
                                             "FALSE  CITY a.txt:13 Seen 3/4 for «mild chronic» asthma."}));
}

TEST(MistakesTest, ATouchedKeepSpanIsHarmedAndNoFalseFind) {
  const Gold gold = Marked("a {{KEEP:Foley catheter}} in");
  const std::vector<FoundSpan> found = {Found(gold, "Foley", IdentifierType::kNamePatient, Evidence::kTagger)};
  const std::vector<Mistake> mistakes = FindMistakes(gold, found, found);
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].kind, MistakeKind::kHarmed);
  EXPECT_EQ(mistakes[0].type, IdentifierType::kNamePatient);
  EXPECT_EQ(mistakes[0].detail, "by tagger: Xx x");
}

TEST(MistakesTest, AMissIsClassedByTheShapeOfWhatLeaks) {
  const Gold gold = Marked("by {{NAME_PROVIDER:Ada McBerg}} on {{DATE:12/03/2024}}");
  const std::vector<FoundSpan> found = {Found(gold, "Ada ", IdentifierType::kNameProvider, Evidence::kDictionary)};
  const std::vector<Mistake> mistakes = FindMistakes(gold, found, found);
  ASSERT_EQ(mistakes.size(), 2U);
  EXPECT_EQ(mistakes[0].detail, "the rest: XxXx");
  EXPECT_EQ(mistakes[1].detail, "9/9/9");
}

TEST(MistakesTest, AFalseFindIsClassedByAllDetectorsThatCoverIt) {
  const Gold gold = Marked("has mild asthma");
  const std::vector<FoundSpan> evidence = {Found(gold, "mild", IdentifierType::kCity, Evidence::kDictionary),
                                           Found(gold, "mild asthma", IdentifierType::kCity, Evidence::kTagger)};
  const std::vector<Mistake> mistakes = FindMistakes(gold, evidence, evidence);
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].detail, "by dictionary+tagger: x x");
}

TEST(MistakesTest, ConsistencyIsACauseOnlyAlone) {
  const Gold gold = Marked("mild asthma");
  const std::vector<FoundSpan> evidence = {Found(gold, "mild", IdentifierType::kCity, Evidence::kTagger),
                                           Found(gold, "mild", IdentifierType::kCity, Evidence::kConsistency),
                                           Found(gold, "asthma", IdentifierType::kId, Evidence::kConsistency)};
  const std::vector<Mistake> mistakes = FindMistakes(gold, evidence, evidence);
  ASSERT_EQ(mistakes.size(), 2U);
  EXPECT_EQ(mistakes[0].detail, "by tagger: x");
  EXPECT_EQ(mistakes[1].detail, "by consistency: x");
}

TEST(MistakesTest, AShapeHasNoWordOfItsText) {
  EXPECT_EQ(ShapeOf("McKay, 12/03"), "XxXx, 9/9");
  EXPECT_EQ(ShapeOf("\xC3\x89mile\n\n OCHOA"), "Xx X");
  EXPECT_EQ(ShapeOf("a\xE2\x80\x99"
                    "b"),
            "x?x");
  EXPECT_EQ(ShapeOf("A-b-1-A-b-1-A-b-1-A"), "X-x-9-X-x-9-X-x-...");
}

TEST(MistakeClassesTest, TheLargestClassComesFirst) {
  const Gold gold = Marked("{{DATE:3/4}} {{DATE:5/6}} {{CITY:Yakima}}");
  MistakeClasses gathered;
  gathered.Add("b.txt", gold, FindMistakes(gold, {}, {}));
  gathered.Add("c.txt", gold, FindMistakes(gold, {}, {}));
  const std::vector<MistakeClass> classes = gathered.Sorted();
  ASSERT_EQ(classes.size(), 2U);
  EXPECT_EQ(classes[0].type, IdentifierType::kDate);
  EXPECT_EQ(classes[0].count, 4U);
  EXPECT_EQ(classes[0].documents, 2U);
  const std::string listing = MistakeListing(classes);
  EXPECT_TRUE(listing.starts_with("# 4 MISSED DATE 9/9\nMISSED DATE b.txt:0 «3/4»")) << listing;
  EXPECT_EQ(MistakeTable(classes).find("Yakima"), std::string::npos);
  EXPECT_EQ(MistakeJson(classes).find("Yakima"), std::string::npos);
}

}  // namespace
}  // namespace veil
