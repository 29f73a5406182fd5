#include <gtest/gtest.h>
#include <sodium.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "app/acts.h"
#include "app/batch_entry.h"
#include "audit/ledger.h"
#include "audit/verify.h"
#include "kafka/topic_reader.h"
#include "pipeline/deidentifier.h"
#include "publish/kafka_publisher.h"
#include "source/kafka_source.h"
#include "unit/kafka/mock_cluster.h"
#include "unit/publish/box_keys.h"
#include "vault/vault_record.h"

namespace veil {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr const char* kNote = "Patient: Adaeze Okafor   MRN: 84471093\nCall (216) 400-7788.\n";

// A policy that keeps a vault, on a mock cluster.
class VaultStreamTest : public testing::Test {
 protected:
  void SetUp() override {
    cluster_.Create("raw.notes", 1);
    for (const char* topic : {"deid.notes", "veil.quarantine", "veil.ledger", "veil.vault"}) cluster_.Create(topic, 1);
    config_.source.client = config_.publish.client = cluster_.Client();
    config_.source.consumer.group = "g";
    config_.source.consumer.topics = {"raw.notes"};
    config_.source.consumer.session_timeout = seconds(6);
    config_.publish.producer.commit_timeout = seconds(10);
    config_.publish.quarantine_topic = "veil.quarantine";
    config_.publish.ledger_topic = "veil.ledger";
    config_.publish.vault_topic = "veil.vault";
    config_.start_timeout = seconds(20);
  }

  static Policy WithVault() {
    std::string yaml =
        "name: kept\nbasis: expert_determination\nderivation: keyed\nvault: on\nactions:\n  NAME: surrogate\n";
    for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
      const auto type = static_cast<IdentifierType>(i);
      const bool keep = MayStay(type);
      if (IsName(type)) continue;
      yaml += "  " + std::string(IdentifierTypeName(type).view()) + ": " + (keep ? "keep" : "surrogate") + "\n";
    }
    auto policy = Policy::Parse(yaml, "kept.yaml");
    EXPECT_TRUE(policy) << policy.error().ToString();
    return std::move(*policy);
  }

  Deidentifier WithKey(bool key) const {
    Deidentifier::Options options;
    if (key) options.vault_key = *VaultKey::FromBytes(keys_.Public().bytes());
    return Deidentifier(options, WithVault(), SurrogateKey(std::string(32, 'k')));
  }

  // Takes what was sent, cleans it and publishes it.
  void Publish(const Deidentifier& deidentifier) {
    KafkaPublisher::Options options = config_.publish;
    options.producer.transactional_id = "g-one-0";
    const auto publisher = std::move(*KafkaPublisher::Open(options, keys_.Public()));
    const auto source = std::move(*KafkaSource::Open(config_.source));
    Batch batch;
    for (int i = 0; i < 100 && batch.messages.empty(); ++i) {
      batch = std::move(*source->Take({100, 1U << 20, milliseconds(300)}));
    }
    std::vector<Outcome> outcomes;
    std::vector<Receipt> receipts;
    for (RawMessage& message : batch.messages) {
      Processed processed = deidentifier.Process(std::move(message));
      outcomes.push_back(std::move(processed.outcome));
      receipts.push_back(std::move(processed.receipt));
    }
    LedgerEntry entry = EntryOf({"g-one-0", {}, {}, {}, Digest::Of("key")}, batch.checkpoint, outcomes, receipts, 1);
    SealEntry(entry, nullptr);
    ASSERT_TRUE(publisher->Commit(outcomes, {&entry, 1}, batch.checkpoint));
  }

  std::vector<kafka::StoredRecord> Read(const std::string& topic) {
    std::vector<kafka::StoredRecord> records;
    EXPECT_TRUE(kafka::ReadTopic(cluster_.Client(), topic, seconds(20), [&](kafka::StoredRecord record) {
      records.push_back(std::move(record));
      return true;
    }));
    return records;
  }

  BoxKeys keys_;
  MockCluster cluster_;
  Config config_;
};

TEST_F(VaultStreamTest, WhatSurrogatesStandForIsPublishedSealedBesideTheCleanRecord) {
  cluster_.Send("raw.notes", 0, kNote);
  Publish(WithKey(true));
  const auto clean = Read("deid.notes");
  const auto vault = Read("veil.vault");
  ASSERT_EQ(clean.size(), 1U);
  ASSERT_EQ(vault.size(), 1U);
  EXPECT_EQ(vault[0].key, clean[0].key);
  EXPECT_EQ(vault[0].Header("veil-clean"), Digest::Of(clean[0].value).Hex());
  for (const char* canary : {"Adaeze", "Okafor", "84471093", "400-7788"}) {
    EXPECT_EQ(vault[0].value.find(canary), std::string::npos) << "in clear";
  }
  const auto entries = UnsealVault(vault[0].value, keys_.private_key);
  ASSERT_TRUE(entries);
  bool number = false;
  for (const VaultEntry& entry : *entries) number = number || entry.original == PhiString("84471093");
  EXPECT_TRUE(number);
  EXPECT_EQ(ParseEntry(Read("veil.ledger")[0].value)->key, Digest::Of("key"));
}

TEST_F(VaultStreamTest, WithoutAVaultKeyNothingIsPublished) {
  cluster_.Send("raw.notes", 0, kNote);
  Publish(WithKey(false));
  EXPECT_TRUE(Read("deid.notes").empty());
  EXPECT_TRUE(Read("veil.vault").empty());
  EXPECT_EQ(Read("veil.quarantine").size(), 1U);
}

TEST_F(VaultStreamTest, ActsOfAGroupAreOneChainOfTheLedger) {
  const LedgerAct act{"key-shred", "A. Officer", "the study ended", {{"epoch", "1"}}};
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(RecordAct(config_, act));
  LedgerVerifier verifier;
  for (const kafka::StoredRecord& record : Read("veil.ledger")) {
    EXPECT_EQ(record.key, "g.acts");
    verifier.AddLine(record.value);
  }
  const LedgerVerdict verdict = verifier.Finish();
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.chains.at("g.acts").sequence, 3U);
}

}  // namespace
}  // namespace veil
