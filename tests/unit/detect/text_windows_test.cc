#include "detect/text_windows.h"

#include <gtest/gtest.h>

#include <string>

namespace veil {
namespace {

// Whether some window holds [begin, begin + size) whole.
bool HeldWhole(const std::vector<Span>& windows, std::size_t begin, std::size_t size) {
  for (const Span& window : windows) {
    if (window.begin <= begin && begin + size <= window.end) return true;
  }
  return false;
}

std::string Lines(std::size_t line, std::size_t size) {
  std::string text;
  while (text.size() < size) text += std::string(line, 'a') + " b\n";
  return text;
}

TEST(TextWindows, WhatIsShortLiesWholeInOneWindow) {
  for (const std::size_t line : {1, 10, 70, 180, 900, 5000, 20000}) {
    const std::string text = Lines(line, 30000);
    const std::vector<Span> windows = TextWindows(text);
    for (std::size_t i = 0; i + kPatternReach < text.size(); i += 7)
      EXPECT_TRUE(HeldWhole(windows, i, kPatternReach)) << line << " " << i;
  }
}

TEST(TextWindows, TextWithoutLineEndsIsCutToBoundedWindows) {
  std::size_t seen = 0;
  for (const Span& window : TextWindows(std::string(1U << 20, '7'))) {
    EXPECT_LE(window.size(), 4096U);
    seen += window.size();
  }
  EXPECT_LT(seen, 2U << 20);
}

TEST(TextWindows, ABlankLineOfAnyLengthIsCutToBoundedWindows) {
  const std::string text = "a" + std::string(100'000, ' ') + "\nb";
  const auto windows = TextWindows(text);
  ASSERT_FALSE(windows.empty());
  EXPECT_EQ(windows.front().begin, 0U);
  EXPECT_EQ(windows.back().end, text.size());
  for (std::size_t i = 0; i < windows.size(); ++i) {
    EXPECT_LE(windows[i].size(), 4096U);
    EXPECT_LE(windows[i].begin, i == 0 ? 0U : windows[i - 1].end) << "a gap";
  }
}

TEST(TextWindows, AnEmptyLineSeparates) {
  EXPECT_EQ(TextWindows("seen March\n\n3 tablets"), (std::vector<Span>{{0, 12}, {12, 21}}));
}

TEST(TextWindows, AnEmptyTextHasNone) { EXPECT_TRUE(TextWindows("").empty()); }

}  // namespace
}  // namespace veil
