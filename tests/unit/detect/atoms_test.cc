#include "detect/atoms.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

TEST(Atoms, AreFoundInsideEachOtherAndInAnyCase) {
  const AtomFinder finder({"she", "he", "hers", "usher", "x"});
  EXPECT_EQ(finder.Find("UsHers"), (std::vector<int>{0, 1, 2, 3}));
  EXPECT_EQ(finder.Find("hxe"), (std::vector<int>{4}));
  EXPECT_TRUE(finder.Find("").empty());
}

TEST(Atoms, AgreeWithASearchForEach) {
  const std::vector<std::string> atoms{"ab", "ba", "aab", "bbb", "abab", "c", "cab", "bc"};
  const AtomFinder finder(atoms);
  for (int number = 0; number < 6561; ++number) {  // every text of eight letters out of a, b, c
    std::string text;
    for (int rest = number, i = 0; i < 8; ++i, rest /= 3) text += static_cast<char>('a' + rest % 3);
    std::vector<int> expected;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if (text.find(atoms[i]) != std::string::npos) expected.push_back(static_cast<int>(i));
    }
    ASSERT_EQ(finder.Find(text), expected) << text;
  }
}

TEST(Atoms, BeyondAsciiNoneIsRuledOut) {
  const AtomFinder finder({"t\u1EBFt", "abc"});
  EXPECT_EQ(finder.Find("T\u1EBET"), (std::vector<int>{0}));
  EXPECT_TRUE(finder.Find("tet").empty());
}

}  // namespace
}  // namespace veil
