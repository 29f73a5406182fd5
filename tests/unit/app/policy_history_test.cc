#include "app/policy_history.h"

#include <gtest/gtest.h>

#include "unit/app/policies_in_force.h"

namespace veil {
namespace {

TEST(PolicyHistoryTest, ARollbackGoesBackOneAndASecondOneFurther) {
  PolicyHistory history;
  EXPECT_EQ(history.Current(), nullptr);
  EXPECT_EQ(history.Before(), nullptr);
  history.Add(InForce("limited-data-set", "safe-harbor"));
  history.Add(InForce("research-dateshift", "limited-data-set"));
  EXPECT_EQ(history.Current()->name(), "research-dateshift");
  EXPECT_EQ(history.Before()->name(), "limited-data-set");
  history.Add(InForce("limited-data-set", "research-dateshift", true));
  EXPECT_EQ(history.Current()->name(), "limited-data-set");
  EXPECT_EQ(history.Before()->name(), "safe-harbor");
  history.Add(InForce("safe-harbor", "limited-data-set", true));
  EXPECT_EQ(history.Current()->name(), "safe-harbor");
  EXPECT_EQ(history.Before(), nullptr);
  EXPECT_EQ(history.acts().size(), 4U);
}

TEST(PolicyHistoryTest, WhatAnActSaysHoldsWhereEarlierOnesAreGone) {
  PolicyHistory history;
  history.Add(InForce("safe-harbor", "limited-data-set", true));
  EXPECT_EQ(history.Current()->name(), "safe-harbor");
  EXPECT_EQ(history.Before()->name(), "limited-data-set");
}

}  // namespace
}  // namespace veil
