#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "app/batch_subjects.h"
#include "base/result.h"
#include "message/raw_message.h"
#include "message/subject.h"
#include "subject/subject_store.h"

namespace veil {

// Processes a group of messages on many threads as one thread would, one after the other: the messages of one subject
// keep their order, each is processed with what those before it taught, and a merge waits for all before it. So the
// result does not depend on the number of threads, nor on where a group ends.
class SubjectGroup {
 public:
  // Processes messages[i], on any thread; returns what it taught.
  using Process = std::function<std::vector<Lesson>(std::size_t i, const Subjects& subjects)>;

  SubjectGroup(SubjectStore& store, const BatchSubjects::Identify& identify, std::size_t threads)
      : store_(store), identify_(identify), threads_(threads) {}

  // Those that hold nothing are passed over. Errors: the store's; what was not processed by then is not.
  Result<void> Run(const std::vector<std::optional<RawMessage>>& messages, const Process& process) const;

 private:
  Result<void> RunStretch(const std::vector<std::size_t>& stretch, const std::vector<SubjectIds>& ids,
                          const Process& process) const;

  SubjectStore& store_;
  const BatchSubjects::Identify& identify_;
  std::size_t threads_;
};

// Calls work(i) for each i below `count`, on `threads` threads.
void InParallel(std::size_t threads, std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace veil
