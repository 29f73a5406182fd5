// The yardstick of stream.py: the loop of `veil run` that only copies bytes. It takes batches as a worker does and
// publishes them unchanged with their offsets in one transaction each.
//   copy_loop BROKERS GROUP FROM TO MESSAGES WORKERS BATCH_MESSAGES
// ends when MESSAGES are committed and prints one line of JSON: how many messages and bytes were committed after each
// worker's first batch, and in how many seconds.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/check.h"
#include "kafka/producer.h"
#include "source/kafka_source.h"

namespace veil::bench {
namespace {

using Clock = std::chrono::steady_clock;

// Counts from the end of the first commit, so that joining the group does not count.
class Meter {
 public:
  explicit Meter(std::uint64_t wanted) : wanted_(wanted) {}

  void Add(std::uint64_t messages, std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    total_ += messages;
    if (total_ == messages) {
      begin_ = Clock::now();
      return;
    }
    messages_ += messages;
    bytes_ += bytes;
    end_ = Clock::now();
    if (total_ >= wanted_) done_ = true;
  }
  bool done() const { return done_; }
  void Print() const {
    std::cout << "{\"total\":" << total_ << ",\"messages\":" << messages_ << ",\"bytes\":" << bytes_
              << ",\"seconds\":" << std::chrono::duration<double>(end_ - begin_).count() << "}\n";
  }

 private:
  const std::uint64_t wanted_;
  std::mutex mutex_;
  std::atomic<bool> done_ = false;
  std::uint64_t total_ = 0;
  std::uint64_t messages_ = 0;
  std::uint64_t bytes_ = 0;
  Clock::time_point begin_;
  Clock::time_point end_;
};

struct Job {
  kafka::ClientOptions client;
  kafka::ConsumerOptions consumer;
  std::string target;
  BatchLimits limits;
};

std::uint64_t Publish(kafka::Producer& producer, const std::string& target, const Batch& batch) {
  std::uint64_t bytes = 0;
  VEIL_CHECK(producer.Begin().has_value());
  for (const RawMessage& message : batch.messages) {
    kafka::OutputRecord record;
    record.topic = target;
    record.partition = message.origin.partition;
    record.key = message.key.Expose();
    record.value = message.bytes.Expose();
    bytes += record.value.size();
    VEIL_CHECK(producer.Produce(record).has_value());
  }
  VEIL_CHECK(producer.SendOffsets(batch.checkpoint.ranges, batch.checkpoint.group_metadata).has_value());
  VEIL_CHECK(producer.Commit().has_value());
  return bytes;
}

void Copy(const Job& job, int worker, Meter& meter) {
  const auto source = KafkaSource::Open({job.client, job.consumer, {}});
  VEIL_CHECK(source.has_value());
  kafka::ProducerOptions options;
  options.transactional_id = job.consumer.group + "-copy-" + std::to_string(worker);
  auto producer = kafka::Producer::Open(job.client, options);
  VEIL_CHECK(producer.has_value());
  while (!meter.done()) {
    const Result<Batch> batch = (*source)->Take(job.limits);
    VEIL_CHECK(batch.has_value());
    if (!batch->messages.empty()) meter.Add(batch->messages.size(), Publish(*producer, job.target, *batch));
  }
}

}  // namespace
}  // namespace veil::bench

int main(int argc, char** argv) {
  using namespace veil::bench;
  if (argc != 8) {
    std::cerr << "copy_loop BROKERS GROUP FROM TO MESSAGES WORKERS BATCH_MESSAGES\n";
    return 2;
  }
  Job job;
  job.client.brokers = argv[1];
  job.client.client_id = "copy-loop";
  job.consumer.group = argv[2];
  job.consumer.topics = {argv[3]};
  job.target = argv[4];
  job.limits.messages_max = std::strtoul(argv[7], nullptr, 10);
  Meter meter(std::strtoull(argv[5], nullptr, 10));
  std::vector<std::thread> workers;
  for (int i = 0; i < std::atoi(argv[6]); ++i) workers.emplace_back(Copy, std::cref(job), i, std::ref(meter));
  for (std::thread& worker : workers) worker.join();
  meter.Print();
  return 0;
}
