#include "subject/succession.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

Digest Seed(char c) {
  Digest::Bytes bytes;
  bytes.fill(static_cast<std::uint8_t>(c));
  return Digest(bytes);
}

SeedRecord Claim(char seed) { return {Standing::kClaimed, Seed(seed), {}}; }
SeedRecord Settled(char seed) { return {Standing::kSettled, Seed(seed), {}}; }
SeedRecord Joined(char seed, char survivor) { return {Standing::kJoined, Seed(seed), Seed(survivor)}; }

TEST(SuccessionTest, TheFirstClaimWins) {
  EXPECT_EQ(Weigh({}, Claim('b')), Verdict::kTake);
  EXPECT_EQ(Weigh({Claim('b'), {}}, Claim('a')), Verdict::kRepair);
  EXPECT_EQ(Weigh({Claim('b'), {}}, Claim('c')), Verdict::kRepair);
}

TEST(SuccessionTest, ASettledSeedWinsAgainstClaimsWhereverItStands) {
  EXPECT_EQ(Weigh({Claim('b'), {}}, Settled('c')), Verdict::kTake);
  EXPECT_EQ(Weigh({Settled('c'), {}}, Claim('c')), Verdict::kRepair);
  EXPECT_EQ(Weigh({Settled('c'), {}}, Claim('a')), Verdict::kRepair);
}

TEST(SuccessionTest, EqualsAreOrderedAlikeForAll) {
  EXPECT_EQ(Weigh({Settled('b'), {}}, Settled('a')), Verdict::kTake);
  EXPECT_EQ(Weigh({Settled('a'), {}}, Settled('b')), Verdict::kRepair);
  EXPECT_EQ(Weigh({Joined('x', 'b'), {}}, Joined('x', 'a')), Verdict::kTake);
  EXPECT_EQ(Weigh({Joined('x', 'a'), {}}, Joined('x', 'b')), Verdict::kRepair);
}

TEST(SuccessionTest, AJoinedSubjectStaysJoined) {
  EXPECT_EQ(Weigh({Settled('a'), {}}, Joined('a', 's')), Verdict::kTake);
  EXPECT_EQ(Weigh({Joined('a', 's'), {}}, Settled('a')), Verdict::kRepair);
}

TEST(SuccessionTest, WhatWasErasedDoesNotComeBackAndAnotherSeedMay) {
  const std::string erased(Digest::Of(Seed('a').view()).view());
  EXPECT_EQ(Weigh({{}, erased}, Settled('a')), Verdict::kRepair);
  EXPECT_EQ(Weigh({{}, erased}, Claim('b')), Verdict::kTake);
}

}  // namespace
}  // namespace veil
