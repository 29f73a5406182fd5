#include "kafka/client.h"

#include <gtest/gtest.h>

#include "unit/kafka/mock_cluster.h"

namespace veil::kafka {
namespace {

TEST(Client, RefusesPropertiesThatExactlyOnceRestsOn) {
  for (const char* name : {"transactional.id", "enable.auto.commit", "isolation.level", "group.id", "debug"}) {
    EXPECT_TRUE(PropertyFault(name, "x").starts_with("is set by Veil")) << name;
  }
}

TEST(Client, TakesSecurityProperties) {
  EXPECT_EQ(PropertyFault("security.protocol", "SASL_SSL"), "");
  EXPECT_EQ(PropertyFault("sasl.mechanisms", "SCRAM-SHA-512"), "");
  EXPECT_EQ(PropertyFault("sasl.password", "secret"), "");
}

TEST(Client, NamesAFaultWithoutTheValue) {
  EXPECT_EQ(PropertyFault("securty.protocol", "hidden").find("hidden"), std::string::npos);
  EXPECT_EQ(PropertyFault("security.protocol", "hidden"), "has a value that librdkafka does not take");
}

TEST(Client, SeesTopicsAndMakesNone) {
  MockCluster cluster;
  cluster.Create("raw.notes", 3);
  const auto client = Open(RD_KAFKA_PRODUCER, cluster.Client(), {});
  ASSERT_TRUE(client);
  EXPECT_TRUE(Ping(*client, std::chrono::seconds(10)));
  const auto topics = Topics(*client, std::chrono::seconds(10));
  ASSERT_TRUE(topics);
  EXPECT_EQ(topics->at("raw.notes"), 3);
  EXPECT_EQ(topics->count("other"), 0U);
}

TEST(Client, SaysThatNoBrokerAnswers) {
  ClientOptions nobody;
  nobody.brokers = "127.0.0.1:1";
  const auto client = Open(RD_KAFKA_PRODUCER, nobody, {});
  ASSERT_TRUE(client);
  const auto topics = Topics(*client, std::chrono::milliseconds(300));
  ASSERT_FALSE(topics);
  EXPECT_EQ(topics.error().code, ErrorCode::kBroker);
  EXPECT_FALSE(Ping(*client, std::chrono::milliseconds(300)));
}

}  // namespace
}  // namespace veil::kafka
