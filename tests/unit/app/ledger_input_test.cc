#include "app/ledger_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace veil {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> LinesOf(const std::string& text, std::size_t bytes_max) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  ReadLines(in, bytes_max, [&lines](std::string_view line) { lines.emplace_back(line); });
  return lines;
}

TEST(ReadLinesTest, TheLastLineNeedsNoEnd) {
  EXPECT_THAT(LinesOf("a\nb\n", 10), ElementsAre("a", "b"));
  EXPECT_THAT(LinesOf("a\n\nb", 10), ElementsAre("a", "", "b"));
  EXPECT_THAT(LinesOf("", 10), IsEmpty());
}

TEST(ReadLinesTest, LongLinesAreCut) { EXPECT_THAT(LinesOf("abcdef\ngh\nijklmn", 3), ElementsAre("abc", "gh", "ijk")); }

TEST(ReadLinesTest, LinesMayBeLongerThanABuffer) {
  const std::string longer(200'000, 'x');
  EXPECT_THAT(LinesOf(longer + "\nb\n", 1U << 20), ElementsAre(longer, "b"));
  EXPECT_THAT(LinesOf(longer + "\nb\n", 100), ElementsAre(std::string(100, 'x'), "b"));
}

}  // namespace
}  // namespace veil
