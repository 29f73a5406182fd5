#include "app/output_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>

namespace veil {
namespace {

namespace fs = std::filesystem;

tl::unexpected<ConfigError> Wrong(const std::string& path, std::string what) {
  return tl::make_unexpected(ConfigError{path, 0, 0, std::move(what)});
}

// Whether `inner` is `outer` or lies below it; both are canonical.
bool IsWithin(const fs::path& inner, const fs::path& outer) {
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

fs::path Canonical(const fs::path& path) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(fs::absolute(path, error), error);
  // "a/" has an empty last part, which would make it look deeper than "a".
  return canonical.has_filename() ? canonical : canonical.parent_path();
}

ConfigResult<void> CheckFolders(const std::string& output, const std::vector<std::string>& input_paths) {
  const fs::path canonical = Canonical(output);
  for (const std::string& input : input_paths) {
    std::error_code error;
    if (!fs::is_directory(input, error)) continue;
    if (IsWithin(canonical, Canonical(input)) || IsWithin(Canonical(input), canonical)) {
      return Wrong(output, "one of this folder and the input folder " + input + " lies in the other; choose another");
    }
  }
  return {};
}

ConfigResult<void> CheckNames(const std::string& output, const std::vector<Input>& inputs) {
  std::set<fs::path> originals;
  for (const Input& input : inputs) {
    if (input.path != "-") originals.insert(Canonical(input.path));
  }
  std::set<std::string> names;
  for (const Input& input : inputs) {
    if (!names.insert(input.name).second) return Wrong(output, "two inputs would both become " + input.name);
    if (originals.contains(Canonical(fs::path(output) / input.name))) {
      return Wrong(output, input.name + " would be written over an input");
    }
  }
  return {};
}

// write(2) until all is written.
bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Result<void> WriteNewFile(const std::string& path, std::string_view bytes) {
  constexpr mode_t kMode = 0666;  // less what the caller's umask takes
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
  if (file < 0) return Fail(ErrorCode::kIo, "the file cannot be made");
  const bool written = WriteAll(file, bytes);
  const bool closed = ::close(file) == 0;  // some file systems report a full disk only here
  if (written && closed) return {};
  ::unlink(path.c_str());
  return Fail(ErrorCode::kIo, "the file cannot be written; is the disk full?");
}

ConfigResult<OutputFolder> OutputFolder::Open(const std::string& path, const std::vector<Input>& inputs,
                                              const std::vector<std::string>& input_paths) {
  VEIL_TRY(CheckFolders(path, input_paths));
  VEIL_TRY(CheckNames(path, inputs));
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return Wrong(path, error.message());
  return OutputFolder(path);
}

Result<void> OutputFolder::Write(const std::string& name, std::string_view bytes) {
  const fs::path place = fs::path(path_) / name;
  std::error_code error;
  fs::create_directories(place.parent_path(), error);
  if (error) return Fail(ErrorCode::kIo, "a folder cannot be made");
  const fs::path beside =
      place.parent_path() / (".veil-" + std::to_string(::getpid()) + "-" + std::to_string(written_.fetch_add(1)));
  VEIL_TRY(WriteNewFile(beside.string(), bytes));
  fs::rename(beside, place, error);
  if (!error) return {};
  fs::remove(beside, error);
  return Fail(ErrorCode::kIo, "the file cannot be moved to its place");
}

Result<void> OutputFolder::Remove(const std::string& name) const {
  std::error_code error;
  fs::remove(fs::path(path_) / name, error);
  if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) {
    return Fail(ErrorCode::kIo, "the output of an earlier run cannot be taken away");
  }
  return {};
}

}  // namespace veil
