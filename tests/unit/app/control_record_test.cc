#include "app/control_record.h"

#include <gtest/gtest.h>

#include "unit/app/policies_in_force.h"

namespace veil {
namespace {

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(ControlRecordTest, ARecordReadsBackAsWritten) {
  PolicyInForce written = InForce("research-dateshift", "safe-harbor", true);
  written.who = "R. \"Roe\" \xC3\xA9";
  const auto read = ParseControl(SerializeControl(written));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->policy.digest(), written.policy.digest());
  EXPECT_EQ(read->policy.canonical(), written.policy.canonical());
  EXPECT_EQ(read->old.digest(), written.old.digest());
  EXPECT_TRUE(read->rollback);
  EXPECT_EQ(read->who, written.who);
  EXPECT_EQ(read->why, written.why);
  EXPECT_EQ(read->time_ms, written.time_ms);
}

TEST(ControlRecordTest, WhatIsNotOfItsDigestIsRefused) {
  const std::string good = SerializeControl(InForce("research-dateshift", "safe-harbor"));
  for (const std::string& bad :
       {Replaced(good, "SSN: surrogate", "SSN: keep"), Replaced(good, "SSN: surrogate", "SSN:  surrogate"),
        Replaced(good, "derivation: keyed", "derivation: forbidden"),
        Replaced(good, ShippedPolicy("research-dateshift").digest().Hex(), std::string(64, 'a'))}) {
    const auto read = ParseControl(bad);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::kConfig);
  }
}

TEST(ControlRecordTest, WhatIsOfAnotherFormIsRefused) {
  const std::string good = SerializeControl(InForce("research-dateshift", "safe-harbor"));
  for (const std::string& bad : {std::string(), std::string("{}"), std::string("[1]"), std::string("\xFF\x00", 2),
                                 Replaced(good, "\"v\":1", "\"v\":2"), Replaced(good, "\"policy\":", "\"key\":"),
                                 good.substr(0, good.size() / 2), std::string(100'000, '[')}) {
    EXPECT_FALSE(ParseControl(bad)) << bad.substr(0, 40);
  }
}

}  // namespace
}  // namespace veil
