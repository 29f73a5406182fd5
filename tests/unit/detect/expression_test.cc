#include "detect/expression.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

TEST(Expression, SyntaxThatPatternsHaveNoUseForIsRefused) {
  for (const char* expression : {R"(\pLabc)", "(?P<name>abc)", "[[:alpha:]]", R"(\Bx)", "(unclosed", "a{2", "x)"}) {
    ExpressionPrograms programs;
    EXPECT_FALSE(programs.Add(expression)) << expression;
  }
}

TEST(Expression, OneCharacterThatStandsBeforeIsNoPartOfTheProgram) {
  ExpressionPrograms programs;
  const auto behind = *programs.Add(R"((?:^|[^\w])(\d+))");
  const auto plain = *programs.Add(R"(\d+x)");
  EXPECT_TRUE(programs.BeginsBefore(behind));
  EXPECT_FALSE(programs.BeginsBefore(plain));
  EXPECT_EQ(programs.EntriesBehind(behind, ' ').size(), 2U);  // the set, and the begin of the text
  EXPECT_EQ(programs.EntriesBehind(behind, 'a').size(), 1U);
  EXPECT_EQ(programs.EntriesBehind(plain, 'a').size(), 1U);
}

TEST(Expression, ALoopThatReadsWhatComesFirstHidesItsInside) {
  ExpressionPrograms programs;
  EXPECT_TRUE(programs.hidden_behind(*programs.Add("[a-z]{3,}x"))['b']);
  EXPECT_TRUE(programs.hidden_behind(*programs.Add("[a-z](?:[a-z]|[._])*@"))['b']);
  EXPECT_TRUE(programs.hidden_behind(*programs.Add("[a-z][b-z]*x")).none());
  EXPECT_TRUE(programs.hidden_behind(*programs.Add("[a-z]{3,5}x")).none());
  EXPECT_TRUE(programs.hidden_behind(*programs.Add(R"(\b[a-z]+x)")).none());
}

}  // namespace
}  // namespace veil
