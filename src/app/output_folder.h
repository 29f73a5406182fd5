#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

#include "app/inputs.h"
#include "base/config_error.h"
#include "base/result.h"

namespace veil {

// A folder that takes de-identified files, one for each input, under the input's name. A file is written beside its
// place and then moved there, so what has a name is whole. Thread-safe for different names.
class OutputFolder {
 public:
  // Makes the folder. Errors: two inputs of one name, a folder within an input folder or the other way round (its files
  // would be inputs of the next run), an output that would stand in the place of an input, a folder that cannot be
  // made.
  static ConfigResult<OutputFolder> Open(const std::string& path, const std::vector<Input>& inputs,
                                         const std::vector<std::string>& input_paths);

  OutputFolder(OutputFolder&& other) noexcept : path_(std::move(other.path_)) {}

  // Puts `bytes`, which must be clean, under `name`; a file of an earlier run is replaced. Errors: kIo.
  Result<void> Write(const std::string& name, std::string_view bytes);

  // Takes away what an earlier run left under `name`: it is no product of this one. Errors: kIo.
  Result<void> Remove(const std::string& name) const;

 private:
  explicit OutputFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
  std::atomic<std::size_t> written_ = 0;
};

// Writes all of `bytes` to a new file. Errors: kIo, also for a full disk; the file is then taken away again.
Result<void> WriteNewFile(const std::string& path, std::string_view bytes);

}  // namespace veil
