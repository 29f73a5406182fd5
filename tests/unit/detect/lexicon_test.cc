#include "detect/lexicon.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace veil {
namespace {

WordInfo Find(std::string_view word) { return Lexicon::Embedded().Find(word); }

std::size_t PhraseWords(const std::vector<std::string_view>& words) {
  return Lexicon::Embedded().FindPhrase(words).words;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Lexicon, KnowsFrequentSurnamesByTheirRank) {
  EXPECT_TRUE(Find("smith").Has(WordFlag::kSurname));
  EXPECT_GT(Find("smith").surname, 250);
  EXPECT_LT(Find("aaberg").surname, 100);
}

TEST(Lexicon, AnEponymKeepsItsSurnameRank) {
  const WordInfo parkinson = Find("parkinson");
  EXPECT_TRUE(parkinson.Has(WordFlag::kSurname));
  EXPECT_TRUE(parkinson.Has(WordFlag::kEponym));
  EXPECT_GT(parkinson.surname, 0);
}

TEST(Lexicon, AWordHasAllItsMeanings) {
  const WordInfo will = Find("will");
  EXPECT_TRUE(will.Has(WordFlag::kEnglish));
  EXPECT_TRUE(will.Has(WordFlag::kGivenMale));
  EXPECT_GT(will.english, 200);
  EXPECT_GT(will.given, 0);
  EXPECT_TRUE(Find("may").Has(WordFlag::kMonth));
  EXPECT_TRUE(Find("mary").Has(WordFlag::kGivenFemale));
  EXPECT_FALSE(Find("mary").Has(WordFlag::kGivenMale) && Find("mary").given < 100);
}

TEST(Lexicon, KnowsEachKindOfWord) {
  EXPECT_TRUE(Find("metformin").Has(WordFlag::kDrug));
  EXPECT_TRUE(Find("hospital").Has(WordFlag::kFacilityHead));
  EXPECT_TRUE(Find("chicago").Has(WordFlag::kPlace));
  EXPECT_TRUE(Find("ohio").Has(WordFlag::kState));
  EXPECT_TRUE(Find("dr").Has(WordFlag::kTitle));
  EXPECT_TRUE(Find("rn").Has(WordFlag::kCredential));
  EXPECT_TRUE(Find("daughter").Has(WordFlag::kRelation));
  EXPECT_TRUE(Find("nurse").Has(WordFlag::kRole));
  EXPECT_TRUE(Find("ave").Has(WordFlag::kStreetType));
  EXPECT_TRUE(Find("viernes").Has(WordFlag::kWeekday));
  EXPECT_TRUE(Find("bob").Has(WordFlag::kNickname));
  EXPECT_TRUE(Find("spondylosis").Has(WordFlag::kClinical));
}

TEST(Lexicon, AnUnknownWordHasNoFlagsAndNoRanks) {
  for (const std::string_view word : {"", "qqzxv", "smithsmithsmith", "Smith", "new york"}) {
    const WordInfo info = Find(word);
    EXPECT_EQ(info.flags, 0U) << word;
    EXPECT_EQ(info.surname + info.given + info.place + info.english, 0) << word;
  }
}

TEST(Lexicon, FindsTheLongestPhrase) {
  EXPECT_EQ(PhraseWords({"new", "york", "today"}), 2U);
  EXPECT_EQ(PhraseWords({"san", "antonio"}), 2U);
  EXPECT_EQ(PhraseWords({"las", "cruces"}), 2U);
  EXPECT_EQ(PhraseWords({"johns", "hopkins", "hospital"}), 3U);
  const std::vector<std::string_view> score{"glasgow", "coma", "scale"};
  EXPECT_TRUE(Lexicon::Embedded().FindPhrase(score).info.Has(WordFlag::kClinical));
}

TEST(Lexicon, FindsNoPhraseWhereNoneBegins) {
  EXPECT_EQ(PhraseWords({}), 0U);
  EXPECT_EQ(PhraseWords({"new"}), 0U);
  EXPECT_EQ(PhraseWords({"new", "yorkers"}), 0U);
  EXPECT_EQ(PhraseWords({"today", "new", "york"}), 0U);
}

class LexiconImage : public testing::Test {
 protected:
  const std::string image_ = ReadFile(VEIL_LEXICON_IMAGE);
};

TEST_F(LexiconImage, TheSameListsGiveTheSameBytes) {
  const std::string again = testing::TempDir() + "lexicon-again.bin";
  const std::string command = std::string(VEIL_COMPILE_LEXICON) + " " VEIL_SOURCE_DIR "/dictionaries/lists " + again;
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_TRUE(ReadFile(again) == image_);
}

TEST_F(LexiconImage, TheEmbeddedOneIsTheCompiledOne) {
  EXPECT_EQ(Lexicon(image_).digest(), Lexicon::Embedded().digest());
}

TEST_F(LexiconImage, ACorruptedOneIsRefused) {
  for (const std::size_t offset : {std::size_t{0}, std::size_t{8}, std::size_t{12}, image_.size() / 2}) {
    std::string corrupted = image_;
    corrupted[offset] = static_cast<char>(corrupted[offset] ^ 0x10);
    EXPECT_DEATH(Lexicon{corrupted}, "invariant broken");
  }
  EXPECT_DEATH(Lexicon{std::string_view(image_).substr(0, image_.size() - 1)}, "invariant broken");
  EXPECT_DEATH(Lexicon{std::string_view(image_).substr(0, 10)}, "invariant broken");
}

}  // namespace
}  // namespace veil
