#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "base/result.h"
#include "message/outcome.h"
#include "message/raw_message.h"
#include "subject/subject_ids.h"
#include "subject/subject_store.h"
#include "subject/subjects.h"

namespace veil {

// The subjects of the messages of one batch, in their order: each message is processed with what those before it have
// taught, and after the merges that it and those before it say. Used by one thread. Errors as those of the store: the
// batch cannot be processed now.
class BatchSubjects {
 public:
  // Deidentifier::SubjectsOf.
  using Identify = std::function<SubjectIds(const RawMessage&)>;

  BatchSubjects(SubjectStore& store, const Identify& identify) : store_(store), identify_(identify) {}

  // Looks up whom the messages are about, once what other processes wrote is known.
  Result<void> Prepare(std::span<const RawMessage> messages);
  // Before messages[i] is processed: joins what it merges.
  Result<void> Reach(std::size_t i);
  const Subjects& subjects() const { return subjects_; }
  // After messages[i] was processed.
  void Learn(const Processed& processed);
  // Once all are processed and before any is published: keeps what they taught.
  Result<void> Keep();

 private:
  Result<void> LookUp(std::size_t first);

  SubjectStore& store_;
  const Identify& identify_;
  std::vector<SubjectIds> ids_;
  Subjects subjects_;
  std::vector<Lesson> lessons_;
};

}  // namespace veil
