#include "detect/atoms.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <string>
#include <vector>

namespace veil {
namespace {

std::vector<std::uint32_t> FoundIn(std::string_view text, const std::vector<Atom>& atoms) {
  std::vector<std::uint32_t> found;
  AtomFinder(atoms).EachIn(text, [&](std::uint32_t atom) { found.push_back(atom); });
  std::sort(found.begin(), found.end());
  return found;
}

using Numbers = std::vector<std::uint32_t>;

TEST(Atoms, AreFoundInsideEachOtherAndInAnyCase) {
  const std::vector<Atom> atoms{{"she"}, {"he"}, {"hers"}, {"usher"}, {"x"}};
  EXPECT_EQ(FoundIn("UsHers", atoms), (Numbers{0, 1, 2, 3}));
  EXPECT_EQ(FoundIn("hxe", atoms), (Numbers{4}));
  EXPECT_TRUE(FoundIn("", atoms).empty());
}

TEST(Atoms, AgreeWithASearchForEach) {
  const std::vector<Atom> atoms{{"ab"}, {"ba"}, {"aab"}, {"bbb"}, {"abab"}, {"c"}, {"cab"}, {"bc"}};
  const AtomFinder finder(atoms);
  for (int number = 0; number < 6561; ++number) {  // every text of eight letters out of a, b, c
    std::string text;
    for (int rest = number, i = 0; i < 8; ++i, rest /= 3) text += static_cast<char>('a' + rest % 3);
    std::vector<bool> expected;
    for (const Atom& atom : atoms) expected.push_back(text.find(atom.text) != std::string::npos);
    std::vector<bool> found(atoms.size());
    finder.EachIn(text, [&](std::uint32_t atom) { found[atom] = true; });
    ASSERT_EQ(found, expected) << text;
  }
}

TEST(Atoms, AllDigitsAreOneSymbolAndAllBytesBeyondAsciiAnother) {
  const std::vector<Atom> atoms{{"00-0"}, {"t\x80\x80\x80t"}};
  EXPECT_EQ(FoundIn("on 12-7.", atoms), (Numbers{0}));
  EXPECT_EQ(FoundIn("T\u1EBFT", atoms), (Numbers{1}));
}

TEST(Atoms, EndWhereTheirWordEnds) {
  const std::vector<Atom> atoms{{"id", true, true}};
  EXPECT_EQ(FoundIn("id", atoms), (Numbers{0}));
  EXPECT_EQ(FoundIn("no id: 7", atoms), (Numbers{0}));
  EXPECT_TRUE(FoundIn("idle", atoms).empty());
  EXPECT_TRUE(FoundIn("void", atoms).empty());
  EXPECT_TRUE(FoundIn("id7", atoms).empty());
}

}  // namespace
}  // namespace veil
