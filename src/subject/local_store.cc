#include "subject/local_store.h"

#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/utilities/write_batch_with_index.h>

#include <filesystem>
#include <utility>

namespace veil {
namespace {

rocksdb::Slice Sliced(std::string_view text) { return {text.data(), text.size()}; }
std::string_view Viewed(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// RocksDB's own words may quote keys and paths; only the kind of error leaves.
tl::unexpected<Error> Failure(const rocksdb::Status& status) {
  if (status.IsCorruption()) {
    return Fail(ErrorCode::kIo, "the subject store's folder is damaged; restore it, or remove it if there is a topic");
  }
  if (status.IsBusy() || status.IsTryAgain()) return Fail(ErrorCode::kIo, "the subject store's folder is in use");
  return Fail(ErrorCode::kIo, "the subject store's folder cannot be read or written");
}

rocksdb::Options OptionsOf() {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.paranoid_checks = true;
  options.info_log_level = rocksdb::ERROR_LEVEL;
  options.keep_log_file_num = 1;
  options.stats_dump_period_sec = 0;
  options.max_open_files = 256;
  options.write_buffer_size = 16U << 20;
  options.max_total_wal_size = 32U << 20;
  // A record torn by a loss of power at the log's end was not acknowledged; anything else is damage.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  return options;
}

rocksdb::CompactRangeOptions ForPurge() {
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  return options;
}

}  // namespace

struct LocalStore::Database {
  std::unique_ptr<rocksdb::DB> db;
};

struct LocalStore::Change::Held {
  rocksdb::WriteBatchWithIndex batch{rocksdb::BytewiseComparator(), 0, true};
};

LocalStore::LocalStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}
LocalStore::~LocalStore() = default;

Result<std::unique_ptr<LocalStore>> LocalStore::Open(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return Fail(ErrorCode::kIo, "the subject store's folder cannot be made");
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(OptionsOf(), folder, &db);
  if (!status.ok()) {
    // Another process holds its lock file, which RocksDB reports as any other error of a file.
    if (status.IsIOError() && status.ToString().find("lock") != std::string::npos) {
      return Fail(ErrorCode::kIo, "the subject store's folder is in use by another process");
    }
    return Failure(status);
  }
  auto database = std::make_unique<Database>();
  database->db.reset(db);
  return std::unique_ptr<LocalStore>(new LocalStore(std::move(database)));
}

Result<std::optional<std::string>> LocalStore::Get(std::string_view key) const {
  std::string value;
  const rocksdb::Status status = database_->db->Get(rocksdb::ReadOptions(), Sliced(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  if (!status.ok()) return Failure(status);
  return std::optional<std::string>(std::move(value));
}

Result<void> LocalStore::Each(char prefix, const std::function<bool(std::string_view, std::string_view)>& take) const {
  const std::unique_ptr<rocksdb::Iterator> at(database_->db->NewIterator(rocksdb::ReadOptions()));
  const std::string begin(1, prefix);
  for (at->Seek(begin); at->Valid() && at->key().starts_with(begin); at->Next()) {
    if (!take(Viewed(at->key()), Viewed(at->value()))) return {};
  }
  if (!at->status().ok()) return Failure(at->status());
  return {};
}

LocalStore::Change::Change(const LocalStore& store) : store_(store), held_(std::make_unique<Held>()) {}
LocalStore::Change::~Change() = default;

Result<std::optional<std::string>> LocalStore::Change::Get(std::string_view key) const {
  std::string value;
  const rocksdb::Status status =
      held_->batch.GetFromBatchAndDB(store_.database_->db.get(), rocksdb::ReadOptions(), Sliced(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  if (!status.ok()) return Failure(status);
  return std::optional<std::string>(std::move(value));
}

void LocalStore::Change::Put(std::string_view key, std::string_view value) {
  held_->batch.Put(Sliced(key), Sliced(value));
}

void LocalStore::Change::Delete(std::string_view key) { held_->batch.Delete(Sliced(key)); }

Result<void> LocalStore::Commit(Change& change, bool to_disk) {
  rocksdb::WriteOptions options;
  options.sync = to_disk;
  const rocksdb::Status status = database_->db->Write(options, change.held_->batch.GetWriteBatch());
  if (!status.ok()) return Failure(status);
  change.held_->batch.Clear();
  return {};
}

Result<void> LocalStore::Purge(std::span<const std::string> keys) {
  constexpr std::size_t kOneByOneMax = 16;
  if (keys.size() > kOneByOneMax) return PurgeAll();
  rocksdb::Status status = database_->db->Flush(rocksdb::FlushOptions());
  for (const std::string& key : keys) {
    const rocksdb::Slice slice(key);
    if (status.ok()) status = database_->db->CompactRange(ForPurge(), &slice, &slice);
  }
  if (!status.ok()) return Failure(status);
  return {};
}

Result<void> LocalStore::PurgeAll() {
  rocksdb::Status status = database_->db->Flush(rocksdb::FlushOptions());
  if (status.ok()) status = database_->db->CompactRange(ForPurge(), nullptr, nullptr);
  if (!status.ok()) return Failure(status);
  return {};
}

}  // namespace veil
