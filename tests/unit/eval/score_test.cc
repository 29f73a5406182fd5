#include "eval/score.h"

#include <gtest/gtest.h>

#include "eval/words.h"

namespace veil {
namespace {

Gold Marked(std::string_view marked) {
  auto gold = ParseGold(marked);
  EXPECT_TRUE(gold);
  return *gold;
}

// The first place of `words` in the text, as found.
FoundSpan Found(const Gold& gold, const std::string& words, IdentifierType type,
                Evidence evidence = Evidence::kPattern) {
  const std::size_t begin = gold.text.find(words);
  EXPECT_NE(begin, std::string::npos) << words;
  return {{begin, begin + words.size()}, type, evidence};
}

SpanScore Of(const Score& score, IdentifierType type) { return score.types[static_cast<std::size_t>(type)]; }

const DetectorScore& By(const Score& score, Evidence evidence) {
  return score.detectors[static_cast<std::size_t>(evidence)];
}

TEST(WordsTest, LettersAndDigitsOfAnyScriptFormTokens) {
  const Words words = ReadWords("O'Brien 3/4 \xC3\x89mil");
  EXPECT_EQ(words.tokens, (std::vector<Span>{{0, 1}, {2, 7}, {8, 9}, {10, 11}, {12, 17}}));
  EXPECT_EQ(words.characters.size(), 1U + 5U + 1U + 1U + 4U);
}

TEST(ScoreTest, ASpanIsFoundWhenEveryLetterAndDigitIsCoveredByAnyType) {
  const Gold gold = Marked("Call {{PHONE:(509) 555-0142}} and {{NAME_PATIENT:Ada Berg}}.");
  const std::vector<FoundSpan> found = {
      Found(gold, "509", IdentifierType::kId), Found(gold, "555", IdentifierType::kPhone),
      Found(gold, "0142", IdentifierType::kPhone), Found(gold, "Ada", IdentifierType::kNameProvider)};
  const Score score = ScoreDocument(gold, found, {});
  const SpanScore phone = Of(score, IdentifierType::kPhone);
  EXPECT_EQ(phone.found, 1U);
  EXPECT_EQ(phone.characters, 10U);
  EXPECT_EQ(phone.type_right, 1U);  // seven of ten digits
  const SpanScore name = Of(score, IdentifierType::kNamePatient);
  EXPECT_EQ(name.found, 0U);
  EXPECT_EQ(name.leaked, 4U);
  EXPECT_EQ(score.All().spans, 2U);
  EXPECT_EQ(score.without_leak, 0U);
}

TEST(ScoreTest, NamesAreOneRowForTheTypeAndOthersAreNot) {
  const Gold gold = Marked("{{NAME_PATIENT:Ada}} {{MRN:123}} {{ID:456}}");
  const std::vector<FoundSpan> found = {Found(gold, "Ada", IdentifierType::kNameRelative),
                                        Found(gold, "123", IdentifierType::kAccount),
                                        Found(gold, "456", IdentifierType::kUnknown)};
  const Score score = ScoreDocument(gold, found, {});
  EXPECT_EQ(score.All().found, 3U);
  EXPECT_EQ(Of(score, IdentifierType::kNamePatient).type_right, 1U);
  EXPECT_EQ(Of(score, IdentifierType::kMrn).type_right, 0U);
  EXPECT_EQ(Of(score, IdentifierType::kId).type_right, 1U);  // what no table knows counts as an id
  EXPECT_EQ(score.without_leak, 1U);
}

TEST(ScoreTest, FoundAsWhatMayStayIsNotFound) {
  const Gold gold = Marked("a {{AGE_OVER_89:93}} year old");
  const std::vector<FoundSpan> found = {Found(gold, "93", IdentifierType::kAge)};
  EXPECT_EQ(ScoreDocument(gold, found, found).All().found, 0U);
}

TEST(ScoreTest, PrecisionCountsTokensAndLeavesOutWhatMayStay) {
  const Gold gold = Marked("{{NAME_PATIENT:Ada Berg}}, {{AGE:62}}yo of {{STATE:WA}}, has mild asthma");
  const std::vector<FoundSpan> found = {Found(gold, "Ada Berg, 62yo of WA", IdentifierType::kNamePatient)};
  const Score score = ScoreDocument(gold, found, found);
  EXPECT_EQ(score.tokens.right, 2U);    // Ada, Berg
  EXPECT_EQ(score.tokens.covered, 3U);  // and "of"; "62yo" and "WA" count neither way
}

TEST(ScoreTest, ATokenCoveredInPartLiesWhereItsCoveredPartLies) {
  const Gold gold = Marked("at {{DATE:2024-03-18}}T2142, 30mg");
  const std::vector<FoundSpan> found = {Found(gold, "2024-03-18", IdentifierType::kDate),
                                        Found(gold, "30", IdentifierType::kId)};
  const Score score = ScoreDocument(gold, found, found);
  EXPECT_EQ(score.tokens.right, 3U);    // 2024, 03, 18T2142
  EXPECT_EQ(score.tokens.covered, 4U);  // and 30mg
}

TEST(ScoreTest, KeepSurvivesOnlyUntouched) {
  const Gold gold = Marked("{{KEEP:Foley}} {{KEEP:120/80}} {{KEEP:will}}");
  const std::vector<FoundSpan> found = {Found(gold, "80", IdentifierType::kDate)};
  const Score score = ScoreDocument(gold, found, {});
  EXPECT_EQ(score.keep_spans, 3U);
  EXPECT_EQ(score.keep_survived, 2U);
  EXPECT_EQ(score.with_identifiers, 0U);
}

TEST(ScoreTest, DetectorsAreCreditedForWhatTheyFindByThemselves) {
  const Gold gold = Marked("{{NAME_PATIENT:Ada Berg}} {{DATE:3/4}} {{CITY:Yakima}} mild");
  const std::vector<FoundSpan> evidence = {Found(gold, "Ada Berg", IdentifierType::kNamePatient, Evidence::kDictionary),
                                           Found(gold, "Ada", IdentifierType::kNamePatient, Evidence::kKnown),
                                           Found(gold, "Berg", IdentifierType::kNamePatient, Evidence::kConsistency),
                                           Found(gold, "3/4", IdentifierType::kDate, Evidence::kPattern),
                                           Found(gold, "Yakima mild", IdentifierType::kCity, Evidence::kDictionary)};
  const Score score = ScoreDocument(gold, evidence, evidence);
  EXPECT_EQ(By(score, Evidence::kDictionary).found, 2U);
  EXPECT_EQ(By(score, Evidence::kDictionary).only, 1U);  // Yakima: the others together have Ada Berg
  EXPECT_EQ(By(score, Evidence::kDictionary).tokens.covered, 4U);
  EXPECT_EQ(By(score, Evidence::kDictionary).tokens.right, 3U);
  EXPECT_EQ(By(score, Evidence::kPattern).only, 1U);
  EXPECT_EQ(By(score, Evidence::kKnown).found, 0U);
}

TEST(ScoreTest, FindsAreCreditedToTypeAndDetector) {
  const Gold gold = Marked("{{NAME_PATIENT:Ada Berg}} of {{CITY:Yakima}} mild");
  const std::vector<FoundSpan> evidence = {Found(gold, "Ada", IdentifierType::kNamePatient, Evidence::kTagger),
                                           Found(gold, "Yakima mild", IdentifierType::kFacility, Evidence::kDictionary),
                                           Found(gold, "of", IdentifierType::kCity, Evidence::kTagger)};
  const Score score = ScoreDocument(gold, evidence, evidence);
  const auto of = [](IdentifierType type) { return static_cast<std::size_t>(type); };
  const DetectorScore& dictionary = By(score, Evidence::kDictionary);
  EXPECT_EQ(dictionary.found_by_type[of(IdentifierType::kCity)], 1U);                       // as annotators typed it
  EXPECT_EQ(dictionary.tokens_by_type[of(IdentifierType::kFacility)], (TokenScore{2, 1}));  // as it did
  const DetectorScore& tagger = By(score, Evidence::kTagger);
  EXPECT_EQ(tagger.found, 0U);
  EXPECT_EQ(tagger.tokens_by_type[of(IdentifierType::kNamePatient)], (TokenScore{1, 1}));
  EXPECT_EQ(tagger.tokens_by_type[of(IdentifierType::kCity)], (TokenScore{1, 0}));
  EXPECT_EQ(score.tokens_by_type[of(IdentifierType::kCity)], (TokenScore{1, 0}));
}

TEST(ScoreTest, TokenRecallCountsTokensFoundWhole) {
  const Gold gold = Marked("{{NAME_PATIENT:Ada Berg}}'s {{DATE:2024-03-18}}T21");
  const std::vector<FoundSpan> found = {Found(gold, "Ada Be", IdentifierType::kNamePatient),
                                        Found(gold, "2024-03-18", IdentifierType::kDate)};
  const Score score = ScoreDocument(gold, found, {});
  EXPECT_EQ(Of(score, IdentifierType::kNamePatient).tokens, 2U);
  EXPECT_EQ(Of(score, IdentifierType::kNamePatient).tokens_found, 1U);
  EXPECT_EQ(Of(score, IdentifierType::kDate).tokens, 3U);
  EXPECT_EQ(Of(score, IdentifierType::kDate).tokens_found, 3U);  // of 18T21 only 18 was marked
}

TEST(ScoreTest, AnUndecodedDocumentMissesAllAndSavesNothing) {
  const Score score = ScoreUndecoded(Marked("{{DATE:3/4}} {{KEEP:Foley}}"));
  EXPECT_EQ(score.not_decoded, 1U);
  EXPECT_EQ(score.All().spans, 1U);
  EXPECT_EQ(score.All().leaked, 2U);
  EXPECT_EQ(score.keep_spans, 0U);
}

TEST(ScoreTest, SumsAddUp) {
  const Gold gold = Marked("{{DATE:3/4}} {{KEEP:Foley}} x");
  const std::vector<FoundSpan> found = {Found(gold, "3/4", IdentifierType::kDate)};
  Score total = ScoreDocument(gold, found, found);
  total.Add(ScoreDocument(gold, {}, {}));
  EXPECT_EQ(total.documents, 2U);
  EXPECT_EQ(total.All().spans, 2U);
  EXPECT_EQ(total.All().found, 1U);
  EXPECT_EQ(total.All().leaked, 2U);
  EXPECT_EQ(total.keep_survived, 2U);
  EXPECT_EQ(total.without_leak, 1U);
  EXPECT_EQ(total.tokens.covered, 2U);
}

}  // namespace
}  // namespace veil
