#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "message/document.h"
#include "subject/local_store.h"
#include "subject/subject_keys.h"
#include "subject/subject_log.h"
#include "subject/subject_record.h"

namespace veil {

// The records of all subjects in a folder: a replica of the log, or, without a log, all there is. The functions that
// read are for any thread; those that write for one at a time. Errors as those of SubjectStore.
class SubjectReplica {
 public:
  static Result<SubjectReplica> Open(const std::string& folder, const SubjectKeys& keys,
                                     std::unique_ptr<SubjectLog> log);

  // The seed record under a name; nothing where there is none.
  Result<std::optional<SeedRecord>> SeedOf(const Digest& name) const;
  // What is known of the subject `name`, as far as it belongs to this seed.
  Result<std::vector<KnownIdentifier>> KnowledgeOf(const Digest& name, const Digest& seed) const;
  // The name whose seed serves `name`: itself unless it was joined.
  Result<Digest> Root(const Digest& name) const;
  // All names that lead to a root, itself included, as far as they have a record. Opens every seed record.
  Result<std::vector<Digest>> NamesOf(const Digest& root) const;
  // The keys of all records that were sealed under another data key than the active one.
  Result<std::vector<std::string>> Stale() const;

  // Reads the log to its end and writes again what compaction must not lose.
  Result<void> CatchUp();
  // Appends to the log, and reads until what was appended has come back.
  Result<void> Write(std::span<const LogRecord> records);
  // What is held under a key, sealed under the active data key; an erasure where nothing is held.
  Result<LogRecord> Rewritten(std::string_view key) const;
  // Takes all that was replaced out of the folder's files. What was erased goes by itself.
  Result<void> Purge() { return local_->PurgeAll(); }

 private:
  SubjectReplica(const SubjectKeys& keys, std::unique_ptr<LocalStore> local, std::unique_ptr<SubjectLog> log)
      : keys_(keys), local_(std::move(local)), log_(std::move(log)) {}

  Result<void> CheckFolder();
  Result<void> CheckDataKey() const;
  Result<void> LoadPositions();
  Result<void> LoadErased();
  Result<void> ReadLog();
  Result<void> Repair();
  Result<void> Fold(const LogRecord& record, LocalStore::Change& change);
  Result<void> FoldSeed(const Digest& subject, const LogRecord& record, LocalStore::Change& change) const;
  Result<void> FoldKnowledge(const Digest& subject, const LogRecord& record, LocalStore::Change& change) const;
  Result<void> CommitRead(LocalStore::Change& change);
  Result<void> PurgeErased();
  Result<Digest> SmallestOfRing(const Digest& one) const;

  SubjectKeys keys_;
  std::unique_ptr<LocalStore> local_;
  std::unique_ptr<SubjectLog> log_;  // null: none
  LogPositions positions_;
  std::vector<std::string> erased_;  // keys whose values are still in the folder's files, which holds them too
};

}  // namespace veil
