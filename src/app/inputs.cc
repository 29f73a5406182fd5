#include "app/inputs.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

namespace veil {
namespace {

namespace fs = std::filesystem;

tl::unexpected<ConfigError> Wrong(const fs::path& path, std::string what) {
  return tl::make_unexpected(ConfigError{path.string(), 0, 0, std::move(what)});
}

// Appends the files below root/inside.
ConfigResult<void> ListFolder(const fs::path& root, const fs::path& inside, std::vector<Input>& inputs) {
  std::error_code error;
  std::vector<fs::path> names;
  for (fs::directory_iterator at(root / inside, error), end; !error && at != end; at.increment(error)) {
    names.push_back(at->path().filename());
  }
  if (error) return Wrong(root / inside, error.message());
  std::sort(names.begin(), names.end());
  for (const fs::path& name : names) {
    const fs::path path = root / inside / name;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      if (fs::is_symlink(path, error)) return Wrong(path, "a link to a folder; name the folder itself");
      VEIL_TRY(ListFolder(root, inside / name, inputs));
    } else if (fs::is_regular_file(status) || !fs::exists(status)) {
      inputs.push_back({path.string(), (inside / name).string()});  // a dangling link fails when it is read
    }
  }
  return {};
}

struct Close {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

}  // namespace

ConfigResult<std::vector<Input>> ListInputs(const std::vector<std::string>& paths) {
  if (paths.empty()) return ListInputs({"-"});
  std::vector<Input> inputs;
  for (const std::string& path : paths) {
    if (path == "-") {
      inputs.push_back({"-", "stdin"});
      continue;
    }
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) return Wrong(path, error ? error.message() : "no such file or folder");
    if (fs::is_directory(status)) {
      VEIL_TRY(ListFolder(path, {}, inputs));
    } else {
      inputs.push_back({path, fs::path(path).filename().string()});
    }
  }
  return inputs;
}

Result<PhiString> ReadInput(const Input& input, std::size_t bytes_max) {
  const std::unique_ptr<std::FILE, Close> file(input.path == "-" ? stdin : std::fopen(input.path.c_str(), "rb"));
  if (file == nullptr) return Fail(ErrorCode::kIo, "the file cannot be opened");
  constexpr std::size_t kBlock = 1U << 16;
  std::string bytes;
  while (bytes.size() <= bytes_max) {
    const std::size_t before = bytes.size();
    const std::size_t wanted = std::min(kBlock, bytes_max + 1 - before);
    bytes.resize(before + wanted);
    const std::size_t got = std::fread(bytes.data() + before, 1, wanted, file.get());
    bytes.resize(before + got);
    if (got == wanted) continue;
    if (std::ferror(file.get()) != 0) return Fail(ErrorCode::kIo, "the file cannot be read");
    break;
  }
  return PhiString(std::move(bytes));
}

}  // namespace veil
