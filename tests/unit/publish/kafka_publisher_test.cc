#include "publish/kafka_publisher.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "audit/ledger.h"
#include "kafka/topic_reader.h"
#include "source/kafka_source.h"
#include "unit/kafka/mock_cluster.h"
#include "unit/publish/box_keys.h"

namespace veil {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// A source and a publisher on one mock cluster; each batch is quarantined as a whole.
class KafkaPublisherTest : public testing::Test {
 protected:
  void SetUp() override {
    cluster_.Create("raw.notes", 1);
    cluster_.Create("veil.quarantine", 2);
    cluster_.Create("veil.ledger", 1);
    KafkaSource::Options source;
    source.client = cluster_.Client();
    source.consumer.group = "readers";
    source.consumer.topics = {"raw.notes"};
    source.consumer.session_timeout = seconds(6);
    source_ = std::move(*KafkaSource::Open(source));
    OpenPublisher(33'500'000);
  }

  void OpenPublisher(std::size_t record_bytes_max) {
    KafkaPublisher::Options options;
    options.client = cluster_.Client();
    options.producer.transactional_id = "readers-test-0";
    options.producer.commit_timeout = seconds(10);
    options.producer.record_bytes_max = record_bytes_max;
    options.quarantine_topic = "veil.quarantine";
    options.ledger_topic = "veil.ledger";
    publisher_ = std::move(*KafkaPublisher::Open(options, keys_.Public()));
  }

  Batch Take() {
    for (int i = 0; i < 100; ++i) {
      auto batch = source_->Take({100, 1U << 20, milliseconds(300)});
      if (!batch) break;
      if (!batch->messages.empty()) return std::move(*batch);
    }
    ADD_FAILURE() << "nothing came";
    return {};
  }

  Result<void> Commit(Batch batch) {
    std::vector<Outcome> outcomes;
    LedgerEntry entry;
    entry.chain = "readers-test-0";
    entry.ranges = batch.checkpoint.ranges;
    for (RawMessage& message : batch.messages) {
      outcomes.emplace_back(Quarantined{std::move(message), Error{ErrorCode::kMalformed, "invented"}});
      ++entry.quarantined;
    }
    SealEntry(entry, nullptr);
    return publisher_->Commit(outcomes, {&entry, 1}, batch.checkpoint);
  }

  std::vector<kafka::StoredRecord> Read(const std::string& topic) {
    std::vector<kafka::StoredRecord> records;
    const auto read = kafka::ReadTopic(cluster_.Client(), topic, seconds(20), [&](kafka::StoredRecord record) {
      records.push_back(std::move(record));
      return true;
    });
    EXPECT_TRUE(read);
    return records;
  }

  BoxKeys keys_;
  MockCluster cluster_;
  std::unique_ptr<KafkaSource> source_;
  std::unique_ptr<KafkaPublisher> publisher_;
};

TEST_F(KafkaPublisherTest, ABatchIsPublishedWithItsLedgerEntry) {
  cluster_.Send("raw.notes", 0, "invented one");
  cluster_.Send("raw.notes", 0, "invented two");
  const Batch batch = Take();
  ASSERT_TRUE(Commit(batch));

  const auto quarantine = Read("veil.quarantine");
  ASSERT_EQ(quarantine.size(), batch.messages.size());
  EXPECT_TRUE(quarantine[0].key.empty());
  EXPECT_EQ(quarantine[0].Header("veil-reason"), ErrorCodeName(ErrorCode::kMalformed).view());
  EXPECT_EQ(quarantine[0].Header("veil-source-topic"), "raw.notes");
  EXPECT_EQ(quarantine[0].Header("veil-source-offset"), "0");
  EXPECT_EQ(quarantine[0].Header("veil-ledger"), "readers-test-0/1");
  const auto opened = Unseal(quarantine[0].value, keys_.private_key);
  ASSERT_TRUE(opened);
  EXPECT_TRUE(opened->message.bytes == PhiString("invented one"));

  const auto ledger = Read("veil.ledger");
  ASSERT_EQ(ledger.size(), 1U);
  EXPECT_EQ(ledger[0].key, "readers-test-0");
  EXPECT_EQ(ParseEntry(ledger[0].value)->quarantined, batch.messages.size());
}

// Each step of the transaction, and an error with which the broker may refuse it.
struct Refusal {
  std::int16_t api_key;
  rd_kafka_resp_err_t error;
};
class AbortingTest : public KafkaPublisherTest, public testing::WithParamInterface<Refusal> {};

TEST_P(AbortingTest, AnAbortedBatchIsTakenAgainAndCommitted) {
  cluster_.Send("raw.notes", 0, "invented");
  const Batch batch = Take();
  cluster_.FailNext(GetParam().api_key, GetParam().error);
  const auto refused = Commit(batch);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kTransactionAborted);
  // After a refused record the mock broker may refuse the next one's number too.
  Result<void> committed = refused;
  for (int i = 0; i < 3 && !committed; ++i) {
    ASSERT_TRUE(source_->Rewind());
    const Batch again = Take();
    EXPECT_EQ(again.checkpoint.ranges, batch.checkpoint.ranges);
    committed = Commit(again);
  }
  EXPECT_TRUE(committed);
}

INSTANTIATE_TEST_SUITE_P(EveryStep, AbortingTest,
                         testing::Values(Refusal{kTransactionOffsetsApi, RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION},
                                         Refusal{kTransactionOffsetsApi, RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID},
                                         Refusal{kTransactionOffsetsApi, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID},
                                         Refusal{kAddPartitionsApi, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED},
                                         Refusal{kProduceApi, RD_KAFKA_RESP_ERR_INVALID_RECORD}));

class RetryingTest : public KafkaPublisherTest, public testing::WithParamInterface<Refusal> {};

TEST_P(RetryingTest, APassingErrorIsRetriedWithinTheTransaction) {
  cluster_.Send("raw.notes", 0, "invented");
  const Batch batch = Take();
  cluster_.FailNext(GetParam().api_key, GetParam().error);
  EXPECT_TRUE(Commit(batch));
}

INSTANTIATE_TEST_SUITE_P(EveryStep, RetryingTest,
                         testing::Values(Refusal{kAddPartitionsApi, RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS},
                                         Refusal{kAddOffsetsApi, RD_KAFKA_RESP_ERR_NOT_COORDINATOR},
                                         Refusal{kTransactionOffsetsApi, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE},
                                         Refusal{kEndTransactionApi, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE},
                                         Refusal{kProduceApi, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION}));

TEST_F(KafkaPublisherTest, AFencedPublisherSaysSo) {
  cluster_.Send("raw.notes", 0, "invented");
  const Batch batch = Take();
  cluster_.FailNext(kEndTransactionApi, RD_KAFKA_RESP_ERR_PRODUCER_FENCED);
  const auto fenced = Commit(batch);
  ASSERT_FALSE(fenced);
  EXPECT_EQ(fenced.error().code, ErrorCode::kFenced);
  // A new one takes over where the group stands.
  OpenPublisher(33'500'000);
  ASSERT_TRUE(source_->Rewind());
  EXPECT_TRUE(Commit(Take()));
}

TEST_F(KafkaPublisherTest, AMessageOverTheLimitIsQuarantinedByItsDigest) {
  OpenPublisher(1U << 16);
  cluster_.Send("raw.notes", 0, std::string(1U << 17, 'a'));
  ASSERT_TRUE(Commit(Take()));
  const auto quarantine = Read("veil.quarantine");
  ASSERT_EQ(quarantine.size(), 1U);
  const auto opened = Unseal(quarantine[0].value, keys_.private_key);
  ASSERT_TRUE(opened);
  EXPECT_FALSE(opened->complete);
  EXPECT_EQ(opened->size, 1U << 17);
}

TEST_F(KafkaPublisherTest, AMessageThatTheTopicDoesNotTakeIsQuarantinedByItsDigest) {
  cluster_.Send("raw.notes", 0, "invented");
  const Batch batch = Take();
  cluster_.FailNext(kProduceApi, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
  const auto committed = Commit(batch);
  // Either the sealed record or the ledger entry met the error first; only the former can be made smaller. Where both
  // were sent together, the stand-in of the broker calls the second out of order: aborted, to be taken again.
  if (committed) {
    const auto opened = Unseal(Read("veil.quarantine").back().value, keys_.private_key);
    ASSERT_TRUE(opened);
    EXPECT_FALSE(opened->complete);
  } else {
    const ErrorCode code = committed.error().code;
    EXPECT_TRUE(code == ErrorCode::kConfig || code == ErrorCode::kTransactionAborted) << static_cast<int>(code);
  }
}

}  // namespace
}  // namespace veil
