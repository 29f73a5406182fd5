#include "app/pace.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

using std::chrono::milliseconds;

TEST(Pace, LeavesTheLimitsAloneWhileBatchesAreFast) {
  Pace pace(milliseconds(1000));
  EXPECT_EQ(pace.Limit({10, 1000, milliseconds(1)}).bytes_max, 1000U);
  pace.Note(10'000, 1);
  EXPECT_EQ(pace.Limit({10, 1000, milliseconds(1)}).bytes_max, 1000U);
}

TEST(Pace, ShrinksBatchesToWhatTheTimeAllows) {
  Pace pace(milliseconds(2000));
  pace.Note(100, 1);
  EXPECT_EQ(pace.Limit({10, 1000, milliseconds(1)}).bytes_max, 200U);
}

TEST(Pace, FollowsASlowdownAtOnceAndRecoversByHalves) {
  Pace pace(milliseconds(1000));
  pace.Note(1000, 1);
  pace.Note(100, 1);
  EXPECT_EQ(pace.Limit({10, 1000, milliseconds(1)}).bytes_max, 100U);
  pace.Note(1000, 1);
  EXPECT_EQ(pace.Limit({10, 1000, milliseconds(1)}).bytes_max, 550U);
}

TEST(Pace, AlwaysAllowsAMessage) {
  Pace pace(milliseconds(1));
  pace.Note(1, 1000);
  EXPECT_GE(pace.Limit({10, 1000, milliseconds(1)}).bytes_max, 1U);
}

}  // namespace
}  // namespace veil
