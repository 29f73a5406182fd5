#include "detect/paragraphs.h"

#include <gtest/gtest.h>

#include <string>

namespace veil {
namespace {

TEST(Paragraphs, AnEmptyLineSeparates) {
  EXPECT_EQ(Paragraphs("seen March\n\n3 tablets"), (std::vector<Span>{{0, 12}, {12, 21}}));
  EXPECT_EQ(Paragraphs("a\n \t\r\nb\n"), (std::vector<Span>{{0, 6}, {6, 8}}));
}

TEST(Paragraphs, ALineEndAloneDoesNot) { EXPECT_EQ(Paragraphs("seen March\n3, 2021\n"), (std::vector<Span>{{0, 19}})); }

TEST(Paragraphs, TogetherTheyAreTheText) {
  const std::string text = "\n\na\n" + std::string(100'000, ' ') + "\nb\n\n\nc";
  std::size_t end = 0;
  for (const Span& paragraph : Paragraphs(text)) {
    EXPECT_EQ(paragraph.begin, end);
    end = paragraph.end;
  }
  EXPECT_EQ(end, text.size());
}

TEST(Paragraphs, AnEmptyTextHasNone) { EXPECT_TRUE(Paragraphs("").empty()); }

}  // namespace
}  // namespace veil
