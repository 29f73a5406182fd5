#include "source/kafka_source.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <set>
#include <string>

#include "unit/kafka/mock_cluster.h"

namespace veil {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class KafkaSourceTest : public testing::Test {
 protected:
  void SetUp() override { cluster_.Create("raw.notes", 2); }

  std::unique_ptr<KafkaSource> Open() {
    KafkaSource::Options options;
    options.client = cluster_.Client();
    options.consumer.group = "readers";
    options.consumer.topics = {"^raw[.].*"};
    options.consumer.session_timeout = seconds(6);
    options.formats["raw.notes"] = Format::kText;
    auto source = KafkaSource::Open(options);
    EXPECT_TRUE(source);
    return std::move(*source);
  }

  // Takes until a batch holds something.
  static Batch TakeSome(KafkaSource& source, std::size_t messages_max = 100) {
    for (int i = 0; i < 100; ++i) {
      auto batch = source.Take({messages_max, 1U << 20, milliseconds(300)});
      if (!batch) break;
      if (!batch->messages.empty()) return std::move(*batch);
    }
    ADD_FAILURE() << "nothing came";
    return {};
  }

  MockCluster cluster_;
};

TEST_F(KafkaSourceTest, ABatchHoldsTheRecordsAsTheyAre) {
  cluster_.Send("raw.notes", 1, "first");
  const auto source = Open();
  const Batch batch = TakeSome(*source);
  ASSERT_EQ(batch.messages.size(), 1U);
  const RawMessage& message = batch.messages[0];
  EXPECT_TRUE(message.bytes == PhiString("first"));
  EXPECT_TRUE(message.key == PhiString("key"));
  ASSERT_EQ(message.headers.size(), 1U);
  EXPECT_TRUE(message.headers[0].name == PhiString("name"));
  EXPECT_TRUE(message.headers[0].value == PhiString("value"));
  EXPECT_EQ(message.format, Format::kText);
  EXPECT_EQ(message.origin, (Origin{OperatorText("raw.notes"), 1, 0}));
  ASSERT_EQ(batch.checkpoint.ranges.size(), 1U);
  EXPECT_EQ(batch.checkpoint.ranges[0], (OffsetRange{OperatorText("raw.notes"), 1, 0, 1}));
  EXPECT_FALSE(batch.checkpoint.group_metadata.empty());
}

TEST_F(KafkaSourceTest, ABatchEndsAtItsLimitAndTheNextContinuesIt) {
  for (int i = 0; i < 5; ++i) cluster_.Send("raw.notes", 0, "note " + std::to_string(i));
  const auto source = Open();
  const Batch first = TakeSome(*source, 3);
  const Batch second = TakeSome(*source, 3);
  EXPECT_EQ(first.messages.size(), 3U);
  EXPECT_EQ(second.messages.size(), 2U);
  EXPECT_EQ(first.checkpoint.ranges[0].next_offset, second.checkpoint.ranges[0].first_offset);
}

TEST_F(KafkaSourceTest, RewindGivesWhatWasNotCommittedAgain) {
  for (int i = 0; i < 3; ++i) cluster_.Send("raw.notes", 0, "note " + std::to_string(i));
  const auto source = Open();
  const Batch first = TakeSome(*source, 2);
  ASSERT_TRUE(source->Rewind());
  const Batch again = TakeSome(*source, 2);
  ASSERT_EQ(again.messages.size(), 2U);
  EXPECT_EQ(again.messages[0].origin, first.messages[0].origin);
  EXPECT_EQ(again.checkpoint.ranges, first.checkpoint.ranges);
}

TEST_F(KafkaSourceTest, WhatARebalanceTakesAwayLeavesTheBatch) {
  for (int i = 0; i < 8; ++i) cluster_.Send("raw.notes", i % 2, "note " + std::to_string(i));
  const auto first = Open();
  ASSERT_FALSE(TakeSome(*first, 1).messages.empty());
  ASSERT_TRUE(first->Rewind());
  // The first source's batch is still growing while the second one joins and takes a partition over.
  auto growing = std::async(std::launch::async, [&] { return first->Take({100, 1U << 20, seconds(15)}); });
  const auto second = Open();
  const Batch other = TakeSome(*second);
  const auto batch = growing.get();
  ASSERT_TRUE(batch);
  std::multiset<std::int64_t> seen[2];
  for (const Batch* taken : {&*batch, &other}) {
    for (const RawMessage& message : taken->messages) {
      seen[static_cast<std::size_t>(message.origin.partition)].insert(message.origin.offset);
    }
  }
  const std::multiset<std::int64_t> once = {0, 1, 2, 3};
  EXPECT_EQ(seen[0], once);
  EXPECT_EQ(seen[1], once);
  EXPECT_EQ(batch->checkpoint.ranges.size(), 1U);
  EXPECT_EQ(other.checkpoint.ranges.size(), 1U);
}

}  // namespace
}  // namespace veil
