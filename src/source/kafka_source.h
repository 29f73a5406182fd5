#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/format.h"
#include "base/result.h"
#include "kafka/consumer.h"
#include "message/batch.h"
#include "source/source.h"

namespace veil {

// Takes batches from the topics of a consumer group. Used by one thread.
//
// The ranges of a batch continue those of the batch before: they begin where the group's committed offsets end, so
// the ranges of all batches, whoever took them, cover each partition without gap or overlap. Only Take lets partitions
// go; the records of a partition that goes while a batch grows leave that batch.
class KafkaSource final : public Source {
 public:
  struct Options {
    kafka::ClientOptions client;
    kafka::ConsumerOptions consumer;
    std::map<std::string, Format> formats;  // by topic; others are recognised
  };

  // Joins the group. Errors: kConfig, kBroker.
  static Result<std::unique_ptr<KafkaSource>> Open(const Options& options);

  // Returns early, with what there is, when partitions were lost. Errors: kFenced, kBroker.
  Result<Batch> Take(const BatchLimits& limits) override;

  // Goes back to the committed offsets: the next batch begins with what was taken and not committed. Errors: kBroker.
  Result<void> Rewind();

  // Whether the group has given this source its share, which may be no partition.
  bool HasShare() const { return consumer_.HasShare(); }
  // By topic and partition, how many committed records have not been taken.
  std::map<kafka::Partition, std::int64_t> Lag() const { return consumer_.Lag(); }

 private:
  KafkaSource(Options options, kafka::Consumer consumer)
      : options_(std::move(options)), consumer_(std::move(consumer)) {}

  struct Growing;
  Result<void> Add(const rd_kafka_message_t& record, Growing& growing);
  Result<std::int64_t> FirstOffset(const kafka::Partition& partition, std::int64_t record_offset);

  Options options_;
  kafka::Consumer consumer_;
};

}  // namespace veil
