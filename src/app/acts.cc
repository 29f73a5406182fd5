#include "app/acts.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <optional>

#include "app/build_digest.h"
#include "app/ledger_input.h"
#include "audit/ledger.h"
#include "kafka/producer.h"
#include "kafka/topic_reader.h"

namespace veil {
namespace {

LedgerEntry EntryOf(const std::string& chain, const LedgerAct& act, const std::optional<LedgerEntry>& last) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  LedgerEntry entry;
  entry.chain = chain;
  entry.time_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  entry.act = act;
  entry.build = BuildDigest();
  SealEntry(entry, last ? &*last : nullptr);
  return entry;
}

Result<std::optional<LedgerEntry>> LastOf(const Config& config, const std::string& chain) {
  std::optional<LedgerEntry> last;
  VEIL_TRY(kafka::ReadTopic(config.publish.client, config.publish.ledger_topic, config.start_timeout,
                            [&](const kafka::StoredRecord& record) {
                              if (record.key != chain) return true;
                              if (auto entry = ParseEntry(record.value)) last = std::move(*entry);
                              return true;
                            }));
  return last;
}

// The producer is opened before the chain's end is looked for: whoever opened it earlier can no longer write after
// what was read.
Result<void> RecordOnce(const Config& config, const LedgerAct& act) {
  kafka::ProducerOptions options = config.publish.producer;
  options.transactional_id = config.source.consumer.group + "-acts";
  VEIL_ASSIGN(kafka::Producer producer, kafka::Producer::Open(config.publish.client, options));
  const std::string chain = config.source.consumer.group + ".acts";
  VEIL_ASSIGN(const std::optional<LedgerEntry> last, LastOf(config, chain));
  const std::string line = SerializeEntry(EntryOf(chain, act, last));
  if (line.size() > kLedgerEntryBytesMax) return Fail(ErrorCode::kConfig, "the reason is too long");
  VEIL_TRY(producer.Begin());
  kafka::OutputRecord record;
  record.topic = config.publish.ledger_topic;
  record.key = chain;
  record.value = line;
  VEIL_TRY(producer.Produce(record));
  return producer.Commit();
}

class LockedFile {
 public:
  explicit LockedFile(const std::string& path)
      : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR)) {
    if (file_ >= 0 && flock(file_, LOCK_EX) != 0) {
      close(file_);
      file_ = -1;
    }
  }
  ~LockedFile() {
    if (file_ >= 0) close(file_);
  }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;

  bool ok() const { return file_ >= 0; }
  // A line that is written in part (a full disk) is taken back.
  bool Append(std::string_view line) const {
    const off_t end = lseek(file_, 0, SEEK_END);
    if (end < 0) return false;
    if (write(file_, line.data(), line.size()) == std::ssize(line)) return fsync(file_) == 0;
    static_cast<void>(ftruncate(file_, end) == 0);
    return false;
  }

 private:
  int file_;
};

}  // namespace

Result<void> RecordAct(const Config& config, const LedgerAct& act) {
  constexpr int kTries = 5;
  Result<void> done;
  for (int i = 0; i < kTries; ++i) {
    done = RecordOnce(config, act);
    const bool again =
        !done && (done.error().code == ErrorCode::kFenced || done.error().code == ErrorCode::kTransactionAborted);
    if (!again) return done;
  }
  return Fail(ErrorCode::kBroker, "others write to the ledger at the same time; try again");
}

Result<void> RecordActInFile(const std::string& path, const LedgerAct& act) {
  const LockedFile file(path);
  if (!file.ok()) return Fail(ErrorCode::kIo, "the ledger file cannot be written");
  std::optional<LedgerEntry> last;
  bool sound = true;
  std::ifstream in(path, std::ios::binary);
  ReadLines(in, kLedgerEntryBytesMax + 1, [&](std::string_view line) {
    auto entry = ParseEntry(line);
    sound = sound && entry.has_value();
    if (entry && entry->chain == "acts") last = std::move(*entry);
  });
  if (!sound || in.bad()) return Fail(ErrorCode::kAudit, "the file holds something that is no ledger entry");
  if (file.Append(SerializeEntry(EntryOf("acts", act, last)) + "\n")) return {};
  return Fail(ErrorCode::kIo, "the ledger file cannot be written");
}

}  // namespace veil
