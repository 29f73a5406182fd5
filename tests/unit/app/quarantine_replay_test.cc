#include "app/quarantine_replay.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "app/quarantine_topic.h"
#include "audit/verify.h"
#include "kafka/topic_reader.h"
#include "unit/kafka/mock_cluster.h"
#include "unit/publish/box_keys.h"

namespace veil {
namespace {

using std::chrono::seconds;

constexpr std::size_t kBytesMax = 200;  // over it a message is quarantined

Policy SafeHarbor() {
  auto policy = Policy::Load("safe-harbor", std::string(VEIL_SOURCE_DIR) + "/deploy/policies");
  EXPECT_TRUE(policy);
  return std::move(*policy);
}

Deidentifier::Options Limited() {
  Deidentifier::Options options;
  options.codec.limits.message_bytes_max = kBytesMax;
  return options;
}

// A quarantine topic on the mock broker, and what a replay makes of it.
class QuarantineReplayTest : public testing::Test {
 protected:
  QuarantineReplayTest() : deidentifier_(Limited(), SafeHarbor(), SurrogateKey(std::string(32, 'k'))) {
    for (const char* topic : {"deid.notes", "veil.quarantine", "veil.ledger"}) cluster_.Create(topic, 1);
    config_.instance = "test";
    config_.source.client = config_.publish.client = cluster_.Client();
    config_.source.consumer.group = "readers";
    config_.source.consumer.session_timeout = seconds(6);
    config_.publish.quarantine_topic = "veil.quarantine";
    config_.publish.ledger_topic = "veil.ledger";
    config_.publish.producer.commit_timeout = seconds(10);
    config_.batch.messages_max = 2;
  }

  // A message of offset `number` of raw.notes, sealed into the quarantine topic.
  void Quarantine(const std::string& text, const BoxKeys& keys, Sealing sealing = Sealing::kWhole) {
    RawMessage message;
    message.origin = {OperatorText("raw.notes"), 0, number_++};
    message.bytes = PhiString(text);
    cluster_.Send("veil.quarantine", 0, *Seal(message, sealing, keys.Public()));
  }

  QuarantineReplay Replay(bool skip_unopened = false) {
    return QuarantineReplay({config_, deidentifier_, BatchMakers{}, keys_.Public(), keys_.private_key, skip_unopened,
                             [] { return false; }});
  }

  std::vector<kafka::StoredRecord> Read(const std::string& topic) {
    std::vector<kafka::StoredRecord> records;
    EXPECT_TRUE(kafka::ReadTopic(cluster_.Client(), topic, seconds(20), [&](kafka::StoredRecord record) {
      records.push_back(std::move(record));
      return true;
    }));
    return records;
  }

  MockCluster cluster_;
  BoxKeys keys_;
  Config config_;
  Deidentifier deidentifier_;
  std::int64_t number_ = 0;
};

TEST_F(QuarantineReplayTest, WhatIsCleanNowIsPublishedAndWhatFailsAgainIsSealedAnew) {
  const std::string too_large(kBytesMax + 1, 'x');
  Quarantine("Seen by Dr. Osei on 3/4/2020.", keys_);
  Quarantine(too_large, keys_);
  Quarantine("Walks with a cane.", keys_);
  Quarantine("", keys_, Sealing::kDigestOnly);
  QuarantineReplay replay = Replay();
  ASSERT_TRUE(replay.Run());
  EXPECT_TRUE(replay.Finished());
  EXPECT_EQ(replay.counts().clean, 2U);
  EXPECT_EQ(replay.counts().quarantined, 1U);
  EXPECT_EQ(replay.counts().incomplete, 1U);

  const auto clean = Read("deid.notes");
  ASSERT_EQ(clean.size(), 2U);
  EXPECT_EQ(clean[0].value.find("Osei"), std::string::npos);
  EXPECT_EQ(clean[1].value, "Walks with a cane.");
  const auto sealed = Read("veil.quarantine");
  ASSERT_EQ(sealed.size(), 5U);
  EXPECT_EQ(sealed[4].Header("veil-reason"), "too_large");
  EXPECT_EQ(sealed[4].Header("veil-source-topic"), "raw.notes");
  EXPECT_EQ(sealed[4].Header("veil-source-offset"), "1");
  const auto opened = Unseal(sealed[4].value, keys_.private_key);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->message.bytes, PhiString(too_large));
}

TEST_F(QuarantineReplayTest, TheLedgerAccountsForTheQuarantine) {
  for (int i = 0; i < 5; ++i) Quarantine("Walks with a cane.", keys_);
  QuarantineReplay replay = Replay();
  ASSERT_TRUE(replay.Run());
  LedgerVerifier verifier;
  for (const auto& record : Read("veil.ledger")) verifier.AddLine(record.value);
  const LedgerVerdict verdict = verifier.Finish();
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.clean, 5U);
  ASSERT_EQ(verdict.covered.size(), 1U);
  EXPECT_EQ(verdict.covered[0], (OffsetRange{OperatorText("veil.quarantine"), 0, 0, 5}));
  ASSERT_EQ(verdict.chains.size(), 1U);
  EXPECT_TRUE(verdict.chains.begin()->first.starts_with("readers-replay-test."));
}

TEST_F(QuarantineReplayTest, ARecordThatTheKeyDoesNotOpenStopsIt) {
  Quarantine("Walks with a cane.", BoxKeys());
  Quarantine("Walks with a cane.", keys_);
  QuarantineReplay stopped = Replay();
  const auto ended = stopped.Run();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().code, ErrorCode::kKey);
  EXPECT_FALSE(stopped.Finished());
  EXPECT_TRUE(Read("deid.notes").empty());

  QuarantineReplay passes_over = Replay(true);
  ASSERT_TRUE(passes_over.Run());
  EXPECT_EQ(passes_over.counts().unopened, 1U);
  EXPECT_EQ(passes_over.counts().clean, 1U);
}

TEST_F(QuarantineReplayTest, ABatchWhoseTransactionWasAbortedIsTakenAgain) {
  Quarantine("Walks with a cane.", keys_);
  cluster_.FailNext(kTransactionOffsetsApi, RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION);
  QuarantineReplay replay = Replay();
  ASSERT_TRUE(replay.Run());
  EXPECT_EQ(replay.counts().clean, 1U);
}

TEST_F(QuarantineReplayTest, NothingThatWaitsIsNothingToDo) {
  QuarantineReplay replay = Replay();
  EXPECT_TRUE(replay.Run());
  EXPECT_TRUE(replay.Finished());
}

TEST(QuarantineAddressTest, ReadsWhatItWrites) {
  const QuarantineAddress address{3, 1234567890123};
  EXPECT_EQ(QuarantineAddress::Parse(address.ToString()), address);
  for (const char* wrong :
       {"", "/", "1", "1/", "/1", "-1/2", "1/-2", "1/2/3", "1/2 ", "a/b", "1/99999999999999999999"}) {
    EXPECT_FALSE(QuarantineAddress::Parse(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace veil
