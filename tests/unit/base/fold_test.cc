#include "base/fold.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

TEST(FoldTest, FoldsCaseDiacriticsAndTypographicMarks) {
  EXPECT_EQ(Fold("O'Brien"), "o'brien");
  EXPECT_EQ(Fold("Bergström-Wei"), "bergstrom-wei");
  EXPECT_EQ(Fold("N’Diaye"), "n'diaye");
  EXPECT_EQ(Fold("Wrocław"), "wroclaw");
  EXPECT_EQ(Fold("Nguyễn"), "nguyen");
  EXPECT_EQ(Fold("Großmann"), "grossmann");
}

TEST(FoldTest, SaysWhereUtf8Breaks) {
  std::size_t at = 0;
  EXPECT_TRUE(IsUtf8("Nguyễn"));
  EXPECT_FALSE(IsUtf8("ab\xE9 c", &at));
  EXPECT_EQ(at, 2U);
  EXPECT_FALSE(IsUtf8("\xC0\xAF"));      // overlong
  EXPECT_FALSE(IsUtf8("\xED\xA0\x80"));  // surrogate
  EXPECT_FALSE(IsUtf8("a\xE2\x82"));     // cut short
}

}  // namespace
}  // namespace veil
