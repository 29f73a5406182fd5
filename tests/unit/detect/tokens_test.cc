#include "detect/tokens.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  for (const Token& token : Tokens(PhiView(text))) words.emplace_back(token.folded);
  return words;
}

TEST(Tokens, AWordKeepsItsApostrophesAndHyphens) {
  EXPECT_EQ(Words("O'Rourke-Baptiste, RN"), (std::vector<std::string>{"o'rourke-baptiste", ",", "rn"}));
}

TEST(Tokens, APossessiveIsNoPartOfTheWord) {
  const Tokens tokens(PhiView("Bell's palsy"));
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(tokens[0].span, (Span{0, 4}));
  EXPECT_TRUE(tokens[0].possessive);
}

TEST(Tokens, KnowsCapitalsBeyondAscii) {
  const Tokens tokens(PhiView("Örn Đặng łuk"));
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_TRUE(tokens[0].capital);
  EXPECT_TRUE(tokens[1].capital);
  EXPECT_FALSE(tokens[2].capital);
  EXPECT_EQ(tokens[0].folded, "orn");
}

TEST(Tokens, TellsWordsNumbersAndCodesApart) {
  const Tokens tokens(PhiView("abc 123 a1b ;"));
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(tokens[0].kind, TokenKind::kWord);
  EXPECT_EQ(tokens[1].kind, TokenKind::kNumber);
  EXPECT_EQ(tokens[2].kind, TokenKind::kMixed);
  EXPECT_EQ(tokens[3].kind, TokenKind::kPunct);
}

TEST(Tokens, TextThatIsNotUtf8IsReadToItsEnd) {
  const Tokens tokens(PhiView("ab \xC3"));
  EXPECT_EQ(tokens[tokens.size() - 1].span.end, 4U);
}

}  // namespace
}  // namespace veil
