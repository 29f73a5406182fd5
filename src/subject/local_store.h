#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace veil {

// Keys and values in a folder (RocksDB), of one process at a time. Reading is for any thread; one thread at a time
// makes changes. Errors of all functions: kIo.
class LocalStore {
 public:
  // Opens or makes the folder. Errors: kIo: another process has it, it cannot be written, or it is damaged.
  static Result<std::unique_ptr<LocalStore>> Open(const std::string& folder);
  ~LocalStore();

  Result<std::optional<std::string>> Get(std::string_view key) const;
  // Every key that begins with `prefix`, in order, until `take` returns false.
  Result<void> Each(char prefix, const std::function<bool(std::string_view key, std::string_view value)>& take) const;

  // Changes that become durable together; Get sees them before.
  class Change {
   public:
    explicit Change(const LocalStore& store);
    ~Change();

    Result<std::optional<std::string>> Get(std::string_view key) const;
    void Put(std::string_view key, std::string_view value);
    void Delete(std::string_view key);

   private:
    friend class LocalStore;
    struct Held;
    const LocalStore& store_;
    std::unique_ptr<Held> held_;
  };
  // `to_disk`: returns when a loss of power cannot undo it.
  Result<void> Commit(Change& change, bool to_disk);

  // Takes deleted and replaced values of these keys out of the files, too: rewrites those that hold them.
  Result<void> Purge(std::span<const std::string> keys);
  Result<void> PurgeAll();

 private:
  struct Database;
  explicit LocalStore(std::unique_ptr<Database> database);

  std::unique_ptr<Database> database_;
};

}  // namespace veil
