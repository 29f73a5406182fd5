#include "console/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace veil {
namespace {

using testing::HasSubstr;
using testing::Not;

BuildInfo Build() { return {"0.1.0", Digest::Of("build"), Digest::Of("policy"), Digest::Of("model")}; }

TEST(MetricsTest, WhatIsCountedIsShown) {
  Metrics metrics(Build());
  metrics.CountMessages(MessageOutcome::kClean, Format::kHl7v2, 3, 900);
  metrics.CountMessages(MessageOutcome::kQuarantined, Format::kAuto, 1, 20);
  metrics.CountIdentifiers(IdentifierType::kNamePatient, ActionKind::kSurrogate, 12);
  metrics.CountQuarantined(ErrorCode::kMalformed, 1);
  metrics.CountTransaction(TransactionResult::kCommitted);
  const std::string text = metrics.Render();
  EXPECT_THAT(text, HasSubstr("veil_messages_total{format=\"hl7v2\",outcome=\"clean\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("veil_message_bytes_total{format=\"hl7v2\",outcome=\"clean\"} 900\n"));
  EXPECT_THAT(text, HasSubstr("veil_messages_total{format=\"auto\",outcome=\"quarantined\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("veil_identifiers_total{action=\"surrogate\",type=\"NAME_PATIENT\"} 12\n"));
  EXPECT_THAT(text, HasSubstr("veil_quarantine_total{reason=\"malformed\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("veil_transactions_total{result=\"committed\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("veil_transactions_total{result=\"fenced\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("version=\"0.1.0\""));
  EXPECT_THAT(text, HasSubstr(Digest::Of("policy").Hex()));
}

TEST(MetricsTest, TimesAndSizesAreHistograms) {
  Metrics metrics(Build());
  metrics.ObserveStage("decode", 0.0002);
  metrics.ObserveStage("decode", 0.3);
  metrics.ObserveStage("detect", 0.001);
  metrics.ObserveBatch(500, 250'000);
  metrics.ObserveCommit(0.03);
  const std::string text = metrics.Render();
  EXPECT_THAT(text, HasSubstr("veil_stage_seconds_count{stage=\"decode\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("veil_stage_seconds_bucket{stage=\"decode\",le=\"0.00025\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("veil_stage_seconds_count{stage=\"detect\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("veil_batch_messages_sum 500\n"));
  EXPECT_THAT(text, HasSubstr("veil_batch_bytes_sum 250000\n"));
  EXPECT_THAT(text, HasSubstr("veil_commit_seconds_count 1\n"));
}

TEST(MetricsTest, TheLagOfAPartitionThatIsGivenUpIsForgotten) {
  Metrics metrics(Build());
  const OperatorText topic("raw.hl7");
  metrics.SetConsumerLag(topic, 0, 10);
  metrics.SetConsumerLag(topic, 1, 20);
  metrics.SetConsumerLag(topic, 0, 7);
  metrics.ForgetConsumerLag(topic, 1);
  metrics.ForgetConsumerLag(topic, 2);
  EXPECT_THAT(metrics.Render(), HasSubstr("veil_consumer_lag_messages{partition=\"0\",topic=\"raw.hl7\"} 7\n"));
  EXPECT_THAT(metrics.Render(), Not(HasSubstr("partition=\"1\"")));
  metrics.SetConsumerLag(topic, 1, 3);
  EXPECT_THAT(metrics.Render(), HasSubstr("veil_consumer_lag_messages{partition=\"1\",topic=\"raw.hl7\"} 3\n"));
}

TEST(MetricsTest, WorkersCountAtTheSameTime) {
  Metrics metrics(Build());
  std::vector<std::thread> workers;
  for (int worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&metrics, worker] {
      for (int i = 0; i < 1000; ++i) {
        metrics.CountMessages(MessageOutcome::kClean, Format::kText, 1, 2);
        metrics.ObserveStage("encode", 0.001);
        metrics.SetConsumerLag(OperatorText("t"), worker, i);
        if (i % 100 == 0) metrics.ForgetConsumerLag(OperatorText("t"), worker);
        if (i % 250 == 0) {
          EXPECT_FALSE(metrics.Render().empty());
        }
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  EXPECT_THAT(metrics.Render(), HasSubstr("veil_messages_total{format=\"text\",outcome=\"clean\"} 4000\n"));
  EXPECT_THAT(metrics.Render(), HasSubstr("veil_stage_seconds_count{stage=\"encode\"} 4000\n"));
}

}  // namespace
}  // namespace veil
