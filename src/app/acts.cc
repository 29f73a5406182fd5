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

#include "app/ledger_input.h"
#include "audit/ledger.h"

namespace veil {
namespace {

Result<std::optional<LedgerAct>> RecordOnce(const Config& config, const ActPlan& plan) {
  VEIL_ASSIGN(ActsChain chain, ActsChain::Open(config));
  VEIL_ASSIGN(std::optional<PlannedAct> planned, plan());
  if (!planned) return std::nullopt;
  VEIL_ASSIGN(LedgerEntry entry, chain.Append(std::move(*planned)));
  return std::move(entry.act);
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
  if (file.Append(SerializeEntry(ActEntry("acts", act, last)) + "\n")) return {};
  return Fail(ErrorCode::kIo, "the ledger file cannot be written");
}

}  // namespace veil
