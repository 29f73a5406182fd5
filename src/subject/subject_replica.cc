#include "subject/subject_replica.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/log.h"
#include "subject/succession.h"

namespace veil {
namespace {

// Keys of the folder besides the records' own (docs/formats/subjects.md).
constexpr char kErased = 'E';
constexpr char kPosition = 'P';
constexpr char kToRepair = 'R';
constexpr char kUnpurged = 'U';
constexpr std::string_view kLookupKey = "Mlookup";
constexpr std::string_view kPartitions = "Mpartitions";

// More links than this lead nowhere: roots alone are joined, so a chain is as long as its patient's merges.
constexpr std::size_t kLinksMax = 64;

std::string Prefixed(char prefix, std::string_view rest) { return prefix + std::string(rest); }

template <typename Number>
bool ToNumber(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

tl::unexpected<Error> Damaged() {
  return Fail(ErrorCode::kIo, "the subject store's folder holds what Veil does not write there");
}

}  // namespace

Result<SubjectReplica> SubjectReplica::Open(const std::string& folder, const SubjectKeys& keys,
                                            std::unique_ptr<SubjectLog> log) {
  VEIL_ASSIGN(auto local, LocalStore::Open(folder));
  SubjectReplica replica(keys, std::move(local), std::move(log));
  VEIL_TRY(replica.CheckFolder());
  VEIL_TRY(replica.CheckDataKey());
  VEIL_TRY(replica.LoadPositions());
  VEIL_TRY(replica.LoadErased());
  return replica;
}

Result<void> SubjectReplica::CheckFolder() {
  const std::string partitions = log_ != nullptr ? std::to_string(log_->partitions()) : "none";
  VEIL_ASSIGN(const auto lookup, local_->Get(kLookupKey));
  if (lookup && *lookup != keys_.lookup_digest().view()) {
    return Fail(ErrorCode::kKey, "the subject store's folder was made under another key");
  }
  VEIL_ASSIGN(const auto before, local_->Get(kPartitions));
  if (before && *before != partitions) {
    return Fail(ErrorCode::kConfig,
                "the subject store's folder belongs to another topic, or to none, or its topic has grown");
  }
  if (lookup && before) return {};
  LocalStore::Change change(*local_);
  change.Put(kLookupKey, keys_.lookup_digest().view());
  change.Put(kPartitions, partitions);
  return local_->Commit(change, true);
}

// One record that opens shows that the data key is right; each of the others is opened when it is used.
Result<void> SubjectReplica::CheckDataKey() const {
  Result<void> opened;
  VEIL_TRY(local_->Each(static_cast<char>(RecordKind::kSeed), [&](std::string_view key, std::string_view value) {
    const auto name = ParseRecordName(key);
    const auto record = name ? OpenSeed(value, name->subject, keys_) : tl::make_unexpected(name.error());
    if (!record) opened = tl::make_unexpected(record.error());
    return false;
  }));
  return opened;
}

Result<void> SubjectReplica::LoadPositions() {
  bool numbers = true;
  positions_.clear();
  VEIL_TRY(local_->Each(kPosition, [&](std::string_view key, std::string_view value) {
    std::int32_t partition = 0;
    std::int64_t next = 0;
    numbers = ToNumber(key.substr(1), partition) && ToNumber(value, next);
    positions_[partition] = next;
    return numbers;
  }));
  if (!numbers) return Damaged();
  return {};
}

// What a process erased that ended before the files were rewritten.
Result<void> SubjectReplica::LoadErased() {
  return local_->Each(kUnpurged, [&](std::string_view key, std::string_view) {
    erased_.emplace_back(key.substr(1));
    return true;
  });
}

Result<std::optional<SeedRecord>> SubjectReplica::SeedOf(const Digest& name) const {
  VEIL_ASSIGN(const auto value, local_->Get(RecordName(RecordKind::kSeed, name)));
  if (!value) return std::optional<SeedRecord>();
  VEIL_ASSIGN(const SeedRecord record, OpenSeed(*value, name, keys_));
  return std::optional<SeedRecord>(record);
}

Result<std::vector<KnownIdentifier>> SubjectReplica::KnowledgeOf(const Digest& name, const Digest& seed) const {
  VEIL_ASSIGN(const auto value, local_->Get(RecordName(RecordKind::kKnowledge, name)));
  if (!value) return std::vector<KnownIdentifier>();
  VEIL_ASSIGN(KnowledgeRecord record, OpenKnowledge(*value, name, keys_));
  if (record.seed_digest != Digest::Of(seed.view())) return std::vector<KnownIdentifier>();
  return std::move(record.identifiers);
}

Result<Digest> SubjectReplica::Root(const Digest& name) const {
  std::set<Digest> passed;
  Digest at = name;
  while (passed.size() < kLinksMax) {
    VEIL_ASSIGN(const auto record, SeedOf(at));
    if (!record || record->standing != Standing::kJoined) return at;
    if (!passed.insert(at).second) return SmallestOfRing(at);
    at = record->survivor;
  }
  return Fail(ErrorCode::kMalformed, "a subject was joined more often than patients are");
}

Result<Digest> SubjectReplica::SmallestOfRing(const Digest& one) const {
  Digest smallest = one;
  Digest at = one;
  do {
    VEIL_ASSIGN(const auto link, SeedOf(at));
    if (!link || link->standing != Standing::kJoined) return at;  // somebody broke the ring
    at = link->survivor;
    smallest = std::min(smallest, at);
  } while (at != one);
  return smallest;
}

Result<std::vector<Digest>> SubjectReplica::NamesOf(const Digest& root) const {
  std::vector<Digest> names;
  const auto leads_here = [&](std::string_view key, std::string_view value) -> Result<bool> {
    VEIL_ASSIGN(const ReadName name, ParseRecordName(key));
    if (name.subject == root) return true;
    VEIL_ASSIGN(const SeedRecord record, OpenSeed(value, name.subject, keys_));
    if (record.standing != Standing::kJoined) return false;
    VEIL_ASSIGN(const Digest end, Root(name.subject));
    return end == root;
  };
  Result<bool> leads;
  VEIL_TRY(local_->Each(static_cast<char>(RecordKind::kSeed), [&](std::string_view key, std::string_view value) {
    leads = leads_here(key, value);
    if (leads && *leads) names.push_back(ParseRecordName(key)->subject);
    return leads.has_value();
  }));
  VEIL_TRY(leads);
  return names;
}

Result<std::vector<std::string>> SubjectReplica::Stale() const {
  std::vector<std::string> keys;
  for (const RecordKind kind : {RecordKind::kSeed, RecordKind::kKnowledge}) {
    VEIL_TRY(local_->Each(static_cast<char>(kind), [&](std::string_view key, std::string_view value) {
      const auto epoch = EpochOf(value);
      if (!epoch || *epoch != keys_.active_epoch()) keys.emplace_back(key);
      return true;
    }));
  }
  return keys;
}

Result<void> SubjectReplica::CatchUp() {
  if (log_ == nullptr) return PurgeErased();
  VEIL_TRY(ReadLog());
  VEIL_TRY(PurgeErased());
  return Repair();
}

Result<void> SubjectReplica::PurgeErased() {
  if (erased_.empty()) return {};
  VEIL_TRY(local_->Purge(erased_));
  LocalStore::Change change(*local_);
  for (const std::string& key : erased_) change.Delete(Prefixed(kUnpurged, key));
  VEIL_TRY(local_->Commit(change, false));
  erased_.clear();
  return {};
}

Result<void> SubjectReplica::Write(std::span<const LogRecord> records) {
  if (records.empty()) return {};
  if (log_ != nullptr) {
    VEIL_TRY(log_->Append(records));
    return CatchUp();
  }
  LocalStore::Change change(*local_);
  for (const LogRecord& record : records) VEIL_TRY(Fold(record, change));
  VEIL_TRY(local_->Commit(change, true));
  return PurgeErased();
}

Result<LogRecord> SubjectReplica::Rewritten(std::string_view key) const {
  VEIL_ASSIGN(const ReadName name, ParseRecordName(key));
  LogRecord record{std::string(key), std::nullopt};
  VEIL_ASSIGN(const auto value, local_->Get(key));
  if (!value) return record;
  if (name.kind == RecordKind::kKnowledge) {
    VEIL_ASSIGN(const KnowledgeRecord known, OpenKnowledge(*value, name.subject, keys_));
    VEIL_ASSIGN(record.value, SealKnowledge(known, name.subject, keys_));
    return record;
  }
  VEIL_ASSIGN(SeedRecord seed, OpenSeed(*value, name.subject, keys_));
  seed.standing = std::max(seed.standing, Standing::kSettled);
  VEIL_ASSIGN(record.value, SealSeed(seed, name.subject, keys_));
  return record;
}

// What was folded is committed together with how far the log was read, or not at all.
Result<void> SubjectReplica::ReadLog() {
  constexpr std::size_t kAtOnce = 1000;
  const LogPositions before = positions_;
  LocalStore::Change change(*local_);
  std::size_t pending = 0;
  Result<void> folded;
  Result<void> read = log_->Read(positions_, [&](const LogRecord& record) {
    if (pending == kAtOnce) {
      folded = CommitRead(change);
      pending = 0;
    }
    if (folded) folded = Fold(record, change);
    ++pending;
    return folded.has_value();
  });
  if (read && folded && positions_ != before) folded = CommitRead(change);
  if (read && folded) return {};
  VEIL_TRY(LoadPositions());
  return !folded ? folded : read;
}

Result<void> SubjectReplica::CommitRead(LocalStore::Change& change) {
  for (const auto& [partition, next] : positions_) {
    change.Put(Prefixed(kPosition, std::to_string(partition)), std::to_string(next));
  }
  return local_->Commit(change, false);
}

Result<void> SubjectReplica::Fold(const LogRecord& record, LocalStore::Change& change) {
  VEIL_ASSIGN(const ReadName name, ParseRecordName(record.key));
  if (!record.value) {
    VEIL_ASSIGN(const auto held, change.Get(record.key));
    if (held) {
      erased_.push_back(record.key);
      change.Put(Prefixed(kUnpurged, record.key), "");
    }
  }
  return name.kind == RecordKind::kSeed ? FoldSeed(name.subject, record, change)
                                        : FoldKnowledge(name.subject, record, change);
}

Result<void> SubjectReplica::FoldSeed(const Digest& subject, const LogRecord& record,
                                      LocalStore::Change& change) const {
  const std::string erased_key = Prefixed(kErased, subject.view());
  const std::string repair_key = Prefixed(kToRepair, record.key);
  Held held;
  VEIL_ASSIGN(const auto value, change.Get(record.key));
  if (value) {
    VEIL_ASSIGN(held.record, OpenSeed(*value, subject, keys_));
  }
  if (!record.value) {
    change.Delete(record.key);
    change.Delete(repair_key);
    if (held.record) change.Put(erased_key, Digest::Of(held.record->seed.view()).view());
    return {};
  }
  VEIL_ASSIGN(held.erased, change.Get(erased_key));
  VEIL_ASSIGN(const SeedRecord next, OpenSeed(*record.value, subject, keys_));
  if (Weigh(held, next) == Verdict::kTake) {
    change.Put(record.key, *record.value);
    change.Delete(repair_key);
  } else {
    change.Put(repair_key, "");
  }
  return {};
}

Result<void> SubjectReplica::FoldKnowledge(const Digest& subject, const LogRecord& record,
                                           LocalStore::Change& change) const {
  const std::string repair_key = Prefixed(kToRepair, record.key);
  change.Delete(repair_key);
  if (!record.value) {
    change.Delete(record.key);
    return {};
  }
  VEIL_ASSIGN(const KnowledgeRecord next, OpenKnowledge(*record.value, subject, keys_));
  VEIL_ASSIGN(const auto erased, change.Get(Prefixed(kErased, subject.view())));
  if (erased && *erased == next.seed_digest.view()) {
    change.Put(repair_key, "");  // somebody learned while it was erased
  } else {
    change.Put(record.key, *record.value);
  }
  return {};
}

// Writes again what is held where the log's latest record says something else. Done when that has come back.
Result<void> SubjectReplica::Repair() {
  constexpr int kRounds = 3;  // others write too; what is left is repaired at the next reading
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::string> keys;
    VEIL_TRY(local_->Each(kToRepair, [&](std::string_view key, std::string_view) {
      keys.emplace_back(key.substr(1));
      return true;
    }));
    if (keys.empty()) return {};
    std::vector<LogRecord> records;
    for (const std::string& key : keys) {
      VEIL_ASSIGN(LogRecord record, Rewritten(key));
      records.push_back(std::move(record));
    }
    VEIL_TRY(log_->Append(records));
    VEIL_TRY(ReadLog());
    log::Info("subjects repaired", log::With("records", records.size()));
  }
  return {};
}

}  // namespace veil
