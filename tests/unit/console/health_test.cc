#include "console/health.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

TEST(HealthTest, ReadyWhenEveryWorkerHasEverything) {
  Health health(2);
  EXPECT_FALSE(health.Ready());
  health.SetAll(Condition::kPolicy, true);
  health.SetAll(Condition::kKey, true);
  health.SetAll(Condition::kBroker, true);
  health.Set(0, Condition::kAssigned, true);
  EXPECT_FALSE(health.Ready());
  EXPECT_EQ(health.Describe(), "worker 1: missing assigned\n");
  health.Set(1, Condition::kAssigned, true);
  EXPECT_TRUE(health.Ready());
  EXPECT_EQ(health.Describe(), "ready\n");
}

TEST(HealthTest, SaysWhatIsMissing) {
  Health health(1);
  health.Set(0, Condition::kKey, true);
  health.Set(0, Condition::kAssigned, true);
  EXPECT_EQ(health.Describe(), "worker 0: missing policy broker\n");
  health.Set(0, Condition::kKey, false);
  EXPECT_EQ(health.Describe(), "worker 0: missing policy key broker\n");
}

TEST(HealthTest, AProcessThatStopsIsNotReady) {
  Health health(1);
  for (std::size_t i = 0; i < kConditionCount; ++i) health.SetAll(static_cast<Condition>(i), true);
  ASSERT_TRUE(health.Ready());
  health.SetStopping();
  EXPECT_FALSE(health.Ready());
  EXPECT_EQ(health.Describe(), "stopping\n");
}

}  // namespace
}  // namespace veil
