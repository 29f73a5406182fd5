#include "console/bounded_tasks.h"

#include <utility>

namespace veil {

BoundedTasks::BoundedTasks(std::size_t threads, std::size_t waiting_max) : waiting_max_(waiting_max) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
}

BoundedTasks::~BoundedTasks() { Stop(); }

void BoundedTasks::Add(std::function<void()> task) {
  {
    std::unique_lock lock(lock_);
    changed_.wait(lock, [this] { return stopping_ || waiting_.size() < waiting_max_; });
    if (stopping_) return;
    waiting_.push_back(std::move(task));
  }
  changed_.notify_all();
}

void BoundedTasks::Stop() {
  {
    const std::scoped_lock lock(lock_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void BoundedTasks::Run() {
  std::unique_lock lock(lock_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const std::function<void()> task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    changed_.notify_all();
    task();
    lock.lock();
  }
}

}  // namespace veil
