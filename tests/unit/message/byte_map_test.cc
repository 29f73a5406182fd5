#include "message/byte_map.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

std::vector<Span> Raw(const ByteMap& map, Span text) {
  std::vector<Span> raw;
  for (const ByteMap::Run& run : map.ToRaw(text)) raw.push_back(run.raw);
  return raw;
}

TEST(ByteMapTest, IdentityShiftsByTheStart) {
  const ByteMap map = ByteMap::Identity(10, 5);
  EXPECT_EQ(Raw(map, {1, 3}), (std::vector<Span>{{11, 13}}));
  EXPECT_TRUE(Raw(map, {2, 2}).empty());
}

TEST(ByteMapTest, AdjacentCopiesAreOnePiece) {
  ByteMap map = ByteMap::Identity(0, 3);
  map.AppendCopied(3, 4);
  EXPECT_EQ(map.pieces().size(), 1U);
}

TEST(ByteMapTest, ATranslatedPieceIsTakenWhole) {
  ByteMap map = ByteMap::Identity(0, 2);  // "Th"
  map.AppendTranslated(1, {2, 5});        // \T\ is "&"
  map.AppendCopied(5, 2);
  EXPECT_EQ(Raw(map, {0, 3}), (std::vector<Span>{{0, 5}}));
  EXPECT_EQ(Raw(map, {2, 4}), (std::vector<Span>{{2, 6}}));
}

TEST(ByteMapTest, AVirtualPieceSplitsARange) {
  ByteMap map = ByteMap::Identity(5, 3);
  map.AppendVirtual(1, 8);
  map.AppendCopied(20, 4);
  EXPECT_EQ(Raw(map, {1, 6}), (std::vector<Span>{{6, 8}, {20, 22}}));
  EXPECT_EQ(map.ToRaw({1, 6})[1].text, (Span{4, 6}));
}

TEST(ByteMapTest, APieceWithoutTextInsideARangeBelongsToIt) {
  ByteMap map = ByteMap::Identity(0, 2);
  map.AppendTranslated(0, {2, 6});  // a formatting escape that stands for nothing
  map.AppendCopied(6, 2);
  EXPECT_EQ(Raw(map, {1, 3}), (std::vector<Span>{{1, 7}}));
}

}  // namespace
}  // namespace veil
