#include <gtest/gtest.h>

#include <string>

#include "pipeline/deidentifier.h"

namespace veil {
namespace {

Policy Shipped(const std::string& name) {
  auto policy = Policy::Load(name, std::string(VEIL_SOURCE_DIR) + "/deploy/policies");
  EXPECT_TRUE(policy);
  return std::move(*policy);
}

Deidentifier Make(const std::string& policy, const std::string& shadow = "") {
  std::optional<Policy> other;
  if (!shadow.empty()) other = Shipped(shadow);
  return Deidentifier({}, Shipped(policy), SurrogateKey(std::string(32, 'k')), std::move(other));
}

RawMessage Note() {
  RawMessage message;
  message.bytes = PhiString(
      "Patient: Gregor Tillman   MRN: 44719023   DOB: 07/22/1957\n"
      "Mr. Tillman was seen on 3/14/2021 by Dr. Imani Washburn in Yakima, WA 98902.\n");
  return message;
}

RawMessage Broken() {
  RawMessage message;
  message.format = Format::kHl7v2;
  message.bytes = PhiString("MSH|");
  return message;
}

const std::string& BytesOf(const Processed& processed) { return std::get<CleanMessage>(processed.outcome).bytes(); }

// Counts the stages that end.
class Counting final : public StageObserver {
 public:
  void OnMessageBegin() override {}
  void OnStageEnd(Stage stage) override { ++ended[static_cast<std::size_t>(stage)]; }
  std::array<int, kStageCount> ended{};
};

TEST(ShadowTest, ChangesNoByteAndLooksOnce) {
  Counting stages;
  const Processed shadowed = Make("safe-harbor", "limited-data-set").Process(Note(), &stages);
  EXPECT_EQ(BytesOf(shadowed), BytesOf(Make("safe-harbor").Process(Note())));
  for (const int ended : stages.ended) EXPECT_EQ(ended, 1);
}

TEST(ShadowTest, CountsWhatWouldBeTreatedOtherwise) {
  const Processed shadowed = Make("safe-harbor", "limited-data-set").Process(Note());
  const Processed other = Make("limited-data-set").Process(Note());
  ASSERT_TRUE(shadowed.receipt.shadow);
  const ShadowReceipt& shadow = *shadowed.receipt.shadow;
  EXPECT_EQ(shadow.policy, Shipped("limited-data-set").digest());
  EXPECT_FALSE(shadow.quarantined);
  EXPECT_TRUE(shadow.differs);
  std::uint64_t changed = 0;
  for (const auto& [change, count] : shadow.changes) {
    EXPECT_NE(change.from, change.to);
    EXPECT_LE(count,
              other.receipt.identifiers[static_cast<std::size_t>(change.type)][static_cast<std::size_t>(change.to)]);
    changed += count;
  }
  EXPECT_EQ(shadow.changes.count({IdentifierType::kDate, ActionKind::kGeneralize, ActionKind::kKeep}), 1U);
  EXPECT_GE(changed, 4U);
}

TEST(ShadowTest, ThePolicyInForceAsItsOwnShadowChangesNothing) {
  const Processed shadowed = Make("research-dateshift", "research-dateshift").Process(Note());
  ASSERT_TRUE(shadowed.receipt.shadow);
  EXPECT_FALSE(shadowed.receipt.shadow->differs);
  EXPECT_FALSE(shadowed.receipt.shadow->quarantined);
  EXPECT_TRUE(shadowed.receipt.shadow->changes.empty());
}

TEST(ShadowTest, WhatCannotBeReadWouldBeQuarantinedAlike) {
  const Processed shadowed = Make("safe-harbor", "limited-data-set").Process(Broken());
  ASSERT_TRUE(shadowed.receipt.shadow);
  EXPECT_EQ(shadowed.receipt.shadow->quarantined, std::get<Quarantined>(shadowed.outcome).reason.code);
  EXPECT_FALSE(shadowed.receipt.shadow->differs);
}

TEST(ShadowTest, APolicyThatPublishesNothingCountsAndLeavesNoText) {
  const Processed audited = Make("audit-only").Process(Note());
  ASSERT_TRUE(std::holds_alternative<Audited>(audited.outcome));
  EXPECT_EQ(audited.receipt.bytes_out, 0U);
  const Processed clean = Make("safe-harbor").Process(Note());
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    std::uint32_t found = 0;
    for (const std::uint32_t count : clean.receipt.identifiers[type]) found += count;
    EXPECT_EQ(audited.receipt.identifiers[type][static_cast<std::size_t>(ActionKind::kKeep)], found);
  }
  EXPECT_TRUE(std::holds_alternative<Quarantined>(Make("audit-only").Process(Broken()).outcome));
}

TEST(ShadowTest, WhatAPolicyWouldPublishCanBeTriedBesideOneThatPublishesNothing) {
  const Processed audited = Make("audit-only", "safe-harbor").Process(Note());
  ASSERT_TRUE(std::holds_alternative<Audited>(audited.outcome));
  ASSERT_TRUE(audited.receipt.shadow);
  EXPECT_FALSE(audited.receipt.shadow->quarantined);
  EXPECT_TRUE(audited.receipt.shadow->differs);
  EXPECT_FALSE(FitForShadow(Shipped("safe-harbor"), Shipped("audit-only")));
}

}  // namespace
}  // namespace veil
