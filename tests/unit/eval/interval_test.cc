#include "eval/interval.h"

#include <gtest/gtest.h>

#include <vector>

namespace veil {
namespace {

TEST(IntervalTest, WilsonAgreesWithPublishedValues) {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  const Interval a = WilsonInterval(81, 263);
  EXPECT_NEAR(a.low, 0.2553, 5e-5);
  EXPECT_NEAR(a.high, 0.3662, 5e-5);
  const Interval b = WilsonInterval(15, 148);
  EXPECT_NEAR(b.low, 0.0624, 5e-5);
  EXPECT_NEAR(b.high, 0.1605, 5e-5);
  const Interval c = WilsonInterval(0, 20);
  EXPECT_NEAR(c.low, 0.0, 1e-12);
  EXPECT_NEAR(c.high, 0.1611, 5e-5);
}

TEST(IntervalTest, NothingMeasuredSaysNothing) {
  EXPECT_EQ(WilsonInterval(0, 0).low, 0);
  EXPECT_EQ(WilsonInterval(0, 0).high, 1);
  EXPECT_EQ(ClusteredInterval({}).high, 1);
}

TEST(IntervalTest, AllFoundIsNoCertainty) {
  const std::vector<Cluster> documents(10, Cluster{10, 10});
  EXPECT_LT(ClusteredInterval(documents).low, 0.97);
  EXPECT_EQ(ClusteredInterval(documents).high, 1);
}

TEST(IntervalTest, MissesThatFallTogetherWidenIt) {
  std::vector<Cluster> spread(20, Cluster{19, 20});
  std::vector<Cluster> together(20, Cluster{20, 20});
  together[0].hits = 0;
  EXPECT_NEAR(ClusteredInterval(spread).low, WilsonInterval(380, 400).low, 1e-9);
  EXPECT_LT(ClusteredInterval(together).low, ClusteredInterval(spread).low - 0.03);
}

TEST(IntervalTest, TheSameDocumentsGiveTheSameInterval) {
  const std::vector<Cluster> documents = {{3, 4}, {9, 9}, {1, 7}};
  EXPECT_EQ(ClusteredInterval(documents).low, ClusteredInterval(documents).low);
}

TEST(IntervalTest, TheSignTestIsTheExactBinomialOne) {
  EXPECT_EQ(SignTest(0, 0), 1);
  EXPECT_EQ(SignTest(3, 3), 1);
  EXPECT_NEAR(SignTest(1, 0), 1.0, 1e-12);
  EXPECT_NEAR(SignTest(0, 5), 0.0625, 1e-12);
  EXPECT_NEAR(SignTest(9, 1), 22.0 / 1024, 1e-12);
  EXPECT_LT(SignTest(2000, 1000), 1e-60);
}

TEST(IntervalTest, WhatIsHardInBothRunsCancelsOut) {
  std::vector<ClusterPair> documents(10, ClusterPair{{10, 10}, {10, 10}});
  documents[0] = {{0, 10}, {0, 10}};
  EXPECT_EQ(PairedInterval(documents).low, 0);
  EXPECT_EQ(PairedInterval(documents).high, 0);
  for (ClusterPair& document : documents) document.after.trials += 10;
  EXPECT_LT(PairedInterval(documents).high, 0);
}

TEST(IntervalTest, OneChangedDocumentLeavesZeroInTheInterval) {
  std::vector<ClusterPair> documents(30, ClusterPair{{8, 10}, {8, 10}});
  documents[3].after.hits = 10;
  EXPECT_EQ(PairedInterval(documents).low, 0);
  EXPECT_GT(PairedInterval(documents).high, 0);
}

}  // namespace
}  // namespace veil
