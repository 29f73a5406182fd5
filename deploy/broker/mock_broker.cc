// The broker inside librdkafka (rdkafka_mock.h), as a process of its own for the demo: it speaks Kafka's protocol on
// loopback and keeps everything in memory. It has consumer groups and transactions, but no isolation of uncommitted
// records and no durability: use a real Kafka for anything but a look.
//   mock_broker TOPIC:PARTITIONS…      prints its address, ends with its standard input
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <cstdlib>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
  char error[512];
  rd_kafka_t* kafka = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), error, sizeof error);
  if (kafka == nullptr) {
    std::cerr << "mock_broker: " << error << "\n";
    return 3;
  }
  rd_kafka_mock_cluster_t* cluster = rd_kafka_mock_cluster_new(kafka, 1);
  for (int i = 1; i < argc; ++i) {
    const std::string topic = argv[i];
    const std::size_t colon = topic.find(':');
    rd_kafka_mock_topic_create(cluster, topic.substr(0, colon).c_str(), std::atoi(topic.c_str() + colon + 1), 1);
  }
  std::cout << rd_kafka_mock_cluster_bootstraps(cluster) << std::endl;
  while (std::cin.get() != EOF) {
  }
  rd_kafka_mock_cluster_destroy(cluster);
  rd_kafka_destroy(kafka);
}
