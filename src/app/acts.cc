#include "app/acts.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <optional>
#include <random>
#include <thread>

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

Result<void> ProduceRecords(PlannedAct& planned, kafka::Producer& producer) {
  for (std::size_t i = 0; i < planned.records.size(); ++i) {
    const ActRecord& source = planned.records[i];
    kafka::OutputRecord record;
    record.topic = source.topic;
    record.key = source.key;
    record.value = source.value;
    record.number = i;
    VEIL_TRY(producer.Produce(record));
    VEIL_ASSIGN(const kafka::Place place, producer.PlaceOf(i));
    planned.act.details[source.place] =
        source.topic + "/" + std::to_string(place.partition) + "/" + std::to_string(place.offset);
  }
  return {};
}

// The producer is opened before the chain's end is looked for and the act is planned: whoever opened it earlier can no
// longer write after what was read.
Result<std::optional<LedgerAct>> RecordOnce(const Config& config, const ActPlan& plan) {
  kafka::ProducerOptions options = config.publish.producer;
  options.transactional_id = config.source.consumer.group + "-acts";
  options.keep_places = true;
  VEIL_ASSIGN(kafka::Producer producer, kafka::Producer::Open(config.publish.client, options));
  const std::string chain = config.source.consumer.group + ".acts";
  VEIL_ASSIGN(std::optional<PlannedAct> planned, plan());
  if (!planned) return std::nullopt;
  VEIL_ASSIGN(const std::optional<LedgerEntry> last, LastOf(config, chain));
  VEIL_TRY(producer.Begin());
  VEIL_TRY(ProduceRecords(*planned, producer));
  const std::string line = SerializeEntry(EntryOf(chain, planned->act, last));
  if (line.size() > kLedgerEntryBytesMax) {
    VEIL_TRY(producer.Abort());
    return Fail(ErrorCode::kConfig, "the reason is too long");
  }
  kafka::OutputRecord record;
  record.topic = config.publish.ledger_topic;
  record.key = chain;
  record.value = line;
  record.number = planned->records.size();
  VEIL_TRY(producer.Produce(record));
  VEIL_TRY(producer.Commit());
  return std::move(planned->act);
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

// Each that opens shuts out the one before, so those who act at once must draw lots.
Result<std::optional<LedgerAct>> RecordPlanned(const Config& config, const ActPlan& plan) {
  constexpr int kTries = 8;
  std::random_device dice;
  for (int i = 0; i < kTries; ++i) {
    if (i > 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(200 + dice() % (1000U * static_cast<unsigned>(i))));
    auto done = RecordOnce(config, plan);
    const bool again =
        !done && (done.error().code == ErrorCode::kFenced || done.error().code == ErrorCode::kTransactionAborted);
    if (!again) return done;
  }
  return Fail(ErrorCode::kBroker, "others write to the ledger at the same time; try again");
}

Result<void> RecordAct(const Config& config, const LedgerAct& act) {
  VEIL_TRY(RecordPlanned(config, [&act] { return Result<std::optional<PlannedAct>>(PlannedAct{act, {}}); }));
  return {};
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
