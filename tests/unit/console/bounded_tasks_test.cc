#include "console/bounded_tasks.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace veil {
namespace {

TEST(BoundedTasksTest, RunsAllThatIsQueuedBeforeItStops) {
  std::atomic<int> ran = 0;
  BoundedTasks tasks(3, 2);
  for (int i = 0; i < 100; ++i) tasks.Add([&ran] { ++ran; });
  tasks.Stop();
  EXPECT_EQ(ran, 100);
  tasks.Add([&ran] { ++ran; });
  EXPECT_EQ(ran, 100);
}

TEST(BoundedTasksTest, AddWaitsWhileTheQueueIsFull) {
  std::promise<void> opened;
  const std::shared_future<void> gate(opened.get_future());
  BoundedTasks tasks(1, 1);
  std::promise<void> running;
  tasks.Add([gate, &running] {
    running.set_value();
    gate.wait();
  });
  running.get_future().wait();
  tasks.Add([] {});  // fills the queue
  std::atomic<bool> added = false;
  std::thread third([&tasks, &added, gate] {
    tasks.Add([] {});
    EXPECT_EQ(gate.wait_for(std::chrono::seconds(0)), std::future_status::ready) << "the queue was full until then";
    added = true;
  });
  opened.set_value();
  third.join();
  EXPECT_TRUE(added);
}

}  // namespace
}  // namespace veil
