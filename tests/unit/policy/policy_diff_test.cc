#include "policy/policy_diff.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace veil {
namespace {

Policy Shipped(const std::string& name) {
  auto policy = Policy::Load(name, std::string(VEIL_SOURCE_DIR) + "/deploy/policies");
  EXPECT_TRUE(policy);
  return std::move(*policy);
}

Policy With(const Policy& policy, const std::string& more) {
  auto changed = Policy::Parse(policy.canonical() + more, "p.yaml");
  EXPECT_TRUE(changed) << changed.error().ToString();
  return std::move(*changed);
}

TEST(PolicyDiffTest, APolicyDoesWhatItDoes) {
  for (const char* name : {"safe-harbor", "limited-data-set", "research-dateshift", "audit-only"}) {
    EXPECT_TRUE(DiffPolicies(Shipped(name), Shipped(name)).empty()) << name;
  }
}

TEST(PolicyDiffTest, SaysWhatIsDisclosedMoreOrLess) {
  const auto more = DiffPolicies(Shipped("safe-harbor"), Shipped("limited-data-set"));
  const auto dates = std::ranges::find(more, "dates (DATE)", &PolicyDifference::what);
  ASSERT_NE(dates, more.end());
  EXPECT_EQ(dates->before, "cut to the year");
  EXPECT_EQ(dates->after, "left as they are");
  EXPECT_EQ(dates->disclosure, Disclosure::kMore);
  EXPECT_EQ(more.front().what, "legal basis");
  const auto less = DiffPolicies(Shipped("limited-data-set"), Shipped("safe-harbor"));
  ASSERT_EQ(less.size(), more.size());
  EXPECT_EQ(std::ranges::find(less, "dates (DATE)", &PolicyDifference::what)->disclosure, Disclosure::kLess);
}

TEST(PolicyDiffTest, FieldsAndColumnsWithoutARuleAreSaidToHaveNone) {
  const Policy plain = Shipped("research-dateshift");
  const auto differences = DiffPolicies(
      plain, With(plain, "fields: [{path: PV1-7, action: keep}]\ncolumns: {Note: safe}\nproviders: kept\n"));
  ASSERT_EQ(differences.size(), 3U);
  EXPECT_EQ(differences[0].what, "names of clinicians in fields");
  EXPECT_EQ(differences[0].disclosure, Disclosure::kMore);
  EXPECT_EQ(differences[1].before, "as its type");
  EXPECT_EQ(differences[1].disclosure, Disclosure::kMore);
  EXPECT_EQ(differences[2].before, "not said");
  EXPECT_EQ(differences[2].after, "safe");
}

TEST(PolicyDiffTest, APolicyThatPublishesNothingHasNoActionsToCompare) {
  const auto differences = DiffPolicies(Shipped("audit-only"), Shipped("safe-harbor"));
  ASSERT_EQ(differences.size(), 2U);
  EXPECT_EQ(differences[1].what, "what is published");
  EXPECT_EQ(differences[1].disclosure, Disclosure::kMore);
}

}  // namespace
}  // namespace veil
