#pragma once

#include <gtest/gtest.h>

#include <string>

#include "app/control_record.h"

namespace veil {

inline Policy ShippedPolicy(const std::string& name) {
  auto policy = Policy::Load(name, std::string(VEIL_SOURCE_DIR) + "/deploy/policies");
  EXPECT_TRUE(policy);
  return std::move(*policy);
}

inline PolicyInForce InForce(const std::string& to, const std::string& from, bool rollback = false) {
  return {ShippedPolicy(to), ShippedPolicy(from), rollback, "R. Roe", "invented", 1'700'000'000'000};
}

}  // namespace veil
