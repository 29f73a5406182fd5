#pragma once

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <cstdint>
#include <string>

#include "kafka/client.h"

namespace veil {

// The broker inside librdkafka: consumer groups, transactions and errors at will. Uncommitted records are visible, and
// offsets that come with a transaction are not kept: what needs these is tested against a real broker (tests/e2e).
class MockCluster {
 public:
  MockCluster() {
    kafka_ = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), nullptr, 0);
    cluster_ = rd_kafka_mock_cluster_new(kafka_, 1);
    rd_kafka_mock_group_initial_rebalance_delay_ms(cluster_, 0);
  }
  ~MockCluster() {
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(kafka_);
  }
  MockCluster(const MockCluster&) = delete;
  MockCluster& operator=(const MockCluster&) = delete;

  kafka::ClientOptions Client() const {
    kafka::ClientOptions options;
    options.brokers = rd_kafka_mock_cluster_bootstraps(cluster_);
    options.client_id = "test";
    return options;
  }

  void Create(const std::string& topic, int partitions) {
    rd_kafka_mock_topic_create(cluster_, topic.c_str(), partitions, 1);
  }

  void Send(const std::string& topic, std::int32_t partition, const std::string& value,
            const std::string& key = "key") {
    const auto client = kafka::Open(RD_KAFKA_PRODUCER, Client(), {});
    rd_kafka_producev(client->get(), RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_PARTITION(partition),
                      RD_KAFKA_V_KEY(key.data(), key.size()),
                      RD_KAFKA_V_VALUE(const_cast<char*>(value.data()), value.size()),
                      RD_KAFKA_V_HEADER("name", "value", 5), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END);
    rd_kafka_flush(client->get(), 10'000);
  }

  // The next request of this kind (Kafka's api key) is answered with an error.
  void FailNext(std::int16_t api_key, rd_kafka_resp_err_t error) {
    rd_kafka_mock_push_request_errors_array(cluster_, api_key, 1, &error);
  }

 private:
  rd_kafka_t* kafka_ = nullptr;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
};

// Kafka's api keys (protocol guide, "Api Keys").
inline constexpr std::int16_t kProduceApi = 0;
inline constexpr std::int16_t kInitProducerIdApi = 22;
inline constexpr std::int16_t kAddPartitionsApi = 24;
inline constexpr std::int16_t kAddOffsetsApi = 25;
inline constexpr std::int16_t kEndTransactionApi = 26;
inline constexpr std::int16_t kTransactionOffsetsApi = 28;

}  // namespace veil
