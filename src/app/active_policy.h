#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "base/digest.h"
#include "message/outcome.h"
#include "message/raw_message.h"
#include "pipeline/stage.h"
#include "policy/policy.h"
#include "subject/subject_ids.h"
#include "subject/subjects.h"

namespace veil {

// What processes messages under one policy. Immutable, thread-safe; a worker holds one for as long as a batch lasts, so
// a batch is of one policy, and so is its transaction.
struct Processing {
  // Deidentifier::Process.
  std::function<Processed(RawMessage, StageObserver*, const Subjects*)> process;
  Digest policy;
  // Deidentifier::SubjectsOf.
  std::function<SubjectIds(const RawMessage&)> identify = {};
};

// The policy in force in this process, replaced as a whole. Thread-safe.
class ActivePolicy {
 public:
  using Make = std::function<std::shared_ptr<const Processing>(Policy)>;

  ActivePolicy(Policy policy, Make make) : make_(std::move(make)), current_(make_(std::move(policy))) {}

  std::shared_ptr<const Processing> Current() const {
    const std::scoped_lock lock(lock_);
    return current_;
  }

  // Workers take it with their next batch. What is made of the policy is made before, on the caller's thread.
  void Replace(Policy policy) {
    auto next = make_(std::move(policy));
    const std::scoped_lock lock(lock_);
    current_ = std::move(next);
  }

 private:
  Make make_;
  mutable std::mutex lock_;
  std::shared_ptr<const Processing> current_;
};

}  // namespace veil
