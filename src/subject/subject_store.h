#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/phi.h"
#include "base/result.h"
#include "message/subject.h"
#include "subject/subject_keys.h"
#include "subject/subject_log.h"
#include "subject/subject_replica.h"
#include "subject/subjects.h"

namespace veil {

// The subjects of all patients: a random seed each, and what is known of them (docs/decisions/0007-subjects.md).
//
// With a log, the folder is a replica of it, and what is written goes to the log first; without, the folder is all
// there is. One for all workers of a process; thread-safe. Errors of all functions: kBroker (the log), kIo (the
// folder), kKey (a record that these keys do not open), kMalformed (a record that is none). After an error nothing that
// was asked for can be taken as done, and asking again is safe.
class SubjectStore {
 public:
  // Makes the folder where there is none, and reads the log to its end. Errors besides: kKey when the folder was made
  // under other keys; kConfig when it is of another log than this one.
  static Result<std::unique_ptr<SubjectStore>> Open(const std::string& folder, SubjectKeys keys,
                                                    std::unique_ptr<SubjectLog> log = nullptr);

  // Reads what others have written, to the end of the log.
  Result<void> CatchUp();

  // Adds the subjects of these ids to `subjects`; makes those that do not exist. Whoever asks, here or in another
  // process, is given the same seed for the same id.
  Result<void> LookUp(std::span<const PhiString> ids, Subjects& subjects);

  // Keeps what messages taught, in their order.
  Result<void> Learn(std::span<const Lesson> lessons);

  // From now on `from` is another identifier of the subject of `into`.
  Result<void> Join(PhiView from, PhiView into);

  // Whether there is a subject of this id.
  Result<bool> Holds(PhiView id);

  // Erases the subject of an id with all that is known of it, under all identifiers that lead to it, also from the
  // folder's files; other replicas do so when they read on. False: there was none. The log's own copies go when the
  // broker compacts the topic. A batch that has looked the subject up ends with the old seed.
  Result<bool> Erase(PhiView id);

  // Seals anew all records that another epoch's data key sealed; returns how many.
  Result<std::size_t> Reseal();

 private:
  SubjectStore(SubjectKeys keys, SubjectReplica replica) : keys_(std::move(keys)), replica_(std::move(replica)) {}

  Digest NameOf(PhiView id) const;
  // Nothing where there is none yet.
  Result<std::optional<SubjectRecord>> Existing(const Digest& root) const;
  // Of all that lead to the subject of an id; needs writing_.
  Result<std::vector<Digest>> NamesHeld(PhiView id);
  Result<void> Claim(std::span<const Digest> names);  // needs writing_

  SubjectKeys keys_;
  SubjectReplica replica_;
  std::mutex writing_;
};

}  // namespace veil
