#include "keys/key_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "base/log.h"

namespace veil {
namespace {

constexpr mode_t kOwner = S_IRUSR | S_IWUSR;
constexpr mode_t kAll = kOwner | S_IRGRP | S_IROTH;

mode_t ModeOf(KeyFileMode mode) { return mode == KeyFileMode::kOwnerOnly ? kOwner : kAll; }

tl::unexpected<ConfigError> Wrong(const std::string& path, std::string what) {
  return tl::make_unexpected(ConfigError{path, 0, 0, std::move(what)});
}

class OpenFile {
 public:
  OpenFile(const std::string& path, int flags, mode_t mode = 0) : file_(open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~OpenFile() {
    if (file_ >= 0) close(file_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool ok() const { return file_ >= 0; }
  int number() const { return file_; }
  int Release() { return std::exchange(file_, -1); }

 private:
  int file_;
};

// Fills `text` from the file; false when it cannot be read. What is longer than `text` is cut.
bool ReadAll(int file, SecretBytes& text) {
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = read(file, text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.Cut(size);
  return true;
}

bool WriteAll(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = write(file, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return fsync(file) == 0;
}

// A name is lasting only once its folder is.
bool SyncFolderOf(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const OpenFile opened(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
  return opened.ok() && fsync(opened.number()) == 0;
}

// What a file system that writes in place held is then gone; one that copies on write, or a disk that moves blocks,
// may keep it (docs/keys.md).
bool Overwrite(int file) {
  struct stat status {};
  if (fstat(file, &status) != 0) return false;
  const std::string zeros(static_cast<std::size_t>(status.st_size), '\0');
  return lseek(file, 0, SEEK_SET) == 0 && WriteAll(file, zeros);
}

}  // namespace

ConfigResult<SecretBytes> ReadKeyFile(const std::string& path, KeyFileMode mode) {
  const OpenFile file(path, O_RDONLY);
  if (!file.ok()) return Wrong(path, "key file cannot be opened; `veil key new` makes one");
  struct stat status {};
  if (fstat(file.number(), &status) != 0 || S_ISDIR(status.st_mode)) return Wrong(path, "is not a file");
  // A pipe has no size; a file may grow meanwhile.
  const bool plain = S_ISREG(status.st_mode);
  if (plain && static_cast<std::size_t>(status.st_size) > kKeyFileBytesMax) {
    return Wrong(path, "key file is longer than 1 MiB; it is no key");
  }
  SecretBytes text((plain ? static_cast<std::size_t>(status.st_size) : kKeyFileBytesMax) + 1);
  if (!ReadAll(file.number(), text)) return Wrong(path, "key file cannot be read");
  if (text.size() > kKeyFileBytesMax) return Wrong(path, "key file is longer than 1 MiB; it is no key");
  if (mode == KeyFileMode::kOwnerOnly && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    log::Warn("key file can be read by others than its owner", log::With("file", OperatorText(path)));
  }
  return text;
}

ConfigResult<void> WriteNewKeyFile(const std::string& path, const SecretBytes& text, KeyFileMode mode) {
  const OpenFile file(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, ModeOf(mode));
  if (!file.ok() && errno == EEXIST) return Wrong(path, "exists; a key is never overwritten");
  if (!file.ok()) return Wrong(path, "cannot be made");
  if (WriteAll(file.number(), text.view()) && SyncFolderOf(path)) return {};
  unlink(path.c_str());
  return Wrong(path, "cannot be written");
}

// A file that was replaced while its lock was waited for is no longer the one that `path` names.
ConfigResult<KeyFileChange> KeyFileChange::Begin(const std::string& path) {
  for (;;) {
    OpenFile file(path, O_RDWR | O_NOFOLLOW);
    if (!file.ok()) return Wrong(path, "cannot be opened for a change, or is a link; `veil key new` makes one");
    struct stat held {};
    struct stat named {};
    if (flock(file.number(), LOCK_EX) != 0 || fstat(file.number(), &held) != 0 || stat(path.c_str(), &named) != 0) {
      return Wrong(path, "cannot be locked");
    }
    if (held.st_ino != named.st_ino || held.st_dev != named.st_dev) continue;
    if (held.st_nlink > 1) return Wrong(path, "has a second name (a hard link), whose bytes would be lost; remove it");
    VEIL_ASSIGN(SecretBytes text, ReadKeyFile(path, KeyFileMode::kOwnerOnly));
    return KeyFileChange(path, file.Release(), std::move(text));
  }
}

KeyFileChange::KeyFileChange(KeyFileChange&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)), text_(std::move(other.text_)) {}

KeyFileChange::~KeyFileChange() {
  if (file_ >= 0) close(file_);
}

ConfigResult<void> KeyFileChange::Commit(const SecretBytes& text) {
  const std::string next = path_ + ".new";
  unlink(next.c_str());  // of a change that was cut off
  VEIL_TRY(WriteNewKeyFile(next, text, KeyFileMode::kOwnerOnly));
  if (std::rename(next.c_str(), path_.c_str()) != 0 || !SyncFolderOf(path_)) {
    unlink(next.c_str());
    return Wrong(path_, "cannot be replaced");
  }
  if (!Overwrite(file_)) return Wrong(path_, "was replaced, but its old bytes could not be overwritten");
  return {};
}

}  // namespace veil
