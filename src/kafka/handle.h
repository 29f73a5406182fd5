#pragma once

#include <librdkafka/rdkafka.h>

#include <memory>

// The objects of librdkafka, each freed by its owner.
namespace veil::kafka {

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};

using Client = std::unique_ptr<rd_kafka_t, Freed<&rd_kafka_destroy>>;
using Conf = std::unique_ptr<rd_kafka_conf_t, Freed<&rd_kafka_conf_destroy>>;
using PartitionList = std::unique_ptr<rd_kafka_topic_partition_list_t, Freed<&rd_kafka_topic_partition_list_destroy>>;
using Message = std::unique_ptr<rd_kafka_message_t, Freed<&rd_kafka_message_destroy>>;
using Headers = std::unique_ptr<rd_kafka_headers_t, Freed<&rd_kafka_headers_destroy>>;
using ApiError = std::unique_ptr<rd_kafka_error_t, Freed<&rd_kafka_error_destroy>>;
using GroupMetadata =
    std::unique_ptr<rd_kafka_consumer_group_metadata_t, Freed<&rd_kafka_consumer_group_metadata_destroy>>;
using TopicMetadata = std::unique_ptr<const rd_kafka_metadata_t, Freed<&rd_kafka_metadata_destroy>>;

inline PartitionList NewPartitionList() { return PartitionList(rd_kafka_topic_partition_list_new(8)); }

}  // namespace veil::kafka
