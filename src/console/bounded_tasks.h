#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace veil {

// A fixed number of threads that run tasks in order, with a bounded queue. Thread-safe.
class BoundedTasks {
 public:
  BoundedTasks(std::size_t threads, std::size_t waiting_max);
  ~BoundedTasks();
  BoundedTasks(const BoundedTasks&) = delete;
  BoundedTasks& operator=(const BoundedTasks&) = delete;

  // Waits while the queue is full. After Stop the task is dropped.
  void Add(std::function<void()> task);
  // Runs what is queued, then joins the threads. Once.
  void Stop();

 private:
  void Run();

  const std::size_t waiting_max_;
  std::mutex lock_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace veil
