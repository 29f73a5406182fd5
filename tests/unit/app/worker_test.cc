#include "app/worker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "audit/ledger.h"
#include "kafka/topic_reader.h"
#include "unit/kafka/mock_cluster.h"
#include "unit/publish/box_keys.h"

namespace veil {
namespace {

using std::chrono::seconds;

// A worker on the mock broker that quarantines whatever it takes.
class WorkerTest : public testing::Test {
 protected:
  WorkerTest() : metrics_(BuildInfo{}), health_(1) {
    cluster_.Create("raw.notes", 1);
    cluster_.Create("veil.quarantine", 1);
    cluster_.Create("veil.ledger", 1);
    config_.instance = "test";
    config_.source.client = config_.publish.client = cluster_.Client();
    config_.source.consumer.group = "readers";
    config_.source.consumer.topics = {"raw.notes"};
    config_.publish.quarantine_topic = "veil.quarantine";
    config_.publish.ledger_topic = "veil.ledger";
    config_.publish.producer.commit_timeout = seconds(10);
    config_.batch.messages_max = 10;
    health_.SetAll(Condition::kPolicy, true);
    health_.SetAll(Condition::kKey, true);
    health_.SetAll(Condition::kBroker, true);
  }

  // Runs until `done`, or for a minute.
  template <typename Condition>
  Result<void> RunUntil(Condition done) {
    stop_ = false;
    const auto process = [](RawMessage message, StageObserver*, const Subjects*) {
      Receipt receipt;
      receipt.origin = message.origin;
      return Processed{Quarantined{std::move(message), Error{ErrorCode::kMalformed, "invented"}}, receipt};
    };
    const auto shipped = Policy::Load("safe-harbor", std::string(VEIL_SOURCE_DIR) + "/deploy/policies");
    const ActivePolicy policy(*shipped, [&](const Policy& active) {
      return std::make_shared<const Processing>(Processing{process, active.digest()});
    });
    const Shared shared{config_, policy, keys_.Public(), BatchMakers{}, metrics_, health_, stop_};
    Result<void> ended;
    std::thread thread([&] { ended = Worker(shared, 0).Run(); });
    const auto deadline = std::chrono::steady_clock::now() + seconds(60);
    while (!done() && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    stop_ = true;
    thread.join();
    return ended;
  }

  bool Counted(const std::string& line) const { return metrics_.Render().find(line) != std::string::npos; }

  BoxKeys keys_;
  MockCluster cluster_;
  Config config_;
  Metrics metrics_;
  Health health_;
  std::atomic<bool> stop_ = false;
};

TEST_F(WorkerTest, AccountsForEachMessageInAChainThatHolds) {
  for (int i = 0; i < 25; ++i) cluster_.Send("raw.notes", 0, "invented " + std::to_string(i));
  bool ready = false;
  const auto ended = RunUntil([&] {
    ready = ready || health_.Ready();
    return Counted("veil_quarantine_total{reason=\"malformed\"} 25");
  });
  EXPECT_TRUE(ended);
  EXPECT_TRUE(ready);
  std::uint64_t accounted = 0;
  std::int64_t next = 0;
  std::optional<LedgerEntry> last;
  const auto read = kafka::ReadTopic(cluster_.Client(), "veil.ledger", seconds(20), [&](kafka::StoredRecord record) {
    const auto entry = ParseEntry(record.value);
    EXPECT_TRUE(entry);
    EXPECT_EQ(entry->hash, HashEntry(*entry));
    EXPECT_EQ(entry->sequence, last ? last->sequence + 1 : 1);
    EXPECT_EQ(entry->previous, last ? last->hash : Digest());
    EXPECT_EQ(entry->ranges.at(0).first_offset, next);
    next = entry->ranges.at(0).next_offset;
    accounted += entry->quarantined;
    last = *entry;
    return true;
  });
  EXPECT_TRUE(read);
  EXPECT_EQ(accounted, 25U);
}

TEST_F(WorkerTest, GoesOnAfterAnAbortedTransaction) {
  cluster_.Send("raw.notes", 0, "invented");
  cluster_.FailNext(kTransactionOffsetsApi, RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION);
  EXPECT_TRUE(RunUntil([&] { return Counted("veil_transactions_total{result=\"committed\"} 1"); }));
  EXPECT_TRUE(Counted("veil_transactions_total{result=\"aborted\"} 1"));
  EXPECT_TRUE(Counted("veil_quarantine_total{reason=\"malformed\"} 1"));
}

TEST_F(WorkerTest, StartsAnewWhenItIsFenced) {
  cluster_.Send("raw.notes", 0, "invented");
  cluster_.FailNext(kEndTransactionApi, RD_KAFKA_RESP_ERR_PRODUCER_FENCED);
  EXPECT_TRUE(RunUntil([&] { return Counted("veil_transactions_total{result=\"committed\"} 1"); }));
  EXPECT_TRUE(Counted("veil_transactions_total{result=\"fenced\"} 1"));
}

}  // namespace
}  // namespace veil
