#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/config_error.h"
#include "base/secret_bytes.h"

namespace veil {

enum class KeyFileMode : std::uint8_t { kOwnerOnly, kReadableByAll };

inline constexpr std::size_t kKeyFileBytesMax = 1U << 20;

// Files that hold keys. Errors name the file and what would be right, and quote nothing of it.

// A secret that users other than its owner can read is taken, with a warning in the log.
ConfigResult<SecretBytes> ReadKeyFile(const std::string& path, KeyFileMode mode);

// An existing file is never overwritten.
ConfigResult<void> WriteNewKeyFile(const std::string& path, const SecretBytes& text, KeyFileMode mode);

// Puts `text` in the place of a file's content, whole or not at all, whenever the machine stops; then overwrites the
// bytes of the old file with zeros. From Begin on others who want to change the file wait.
class KeyFileChange {
 public:
  static ConfigResult<KeyFileChange> Begin(const std::string& path);
  KeyFileChange(KeyFileChange&& other) noexcept;
  ~KeyFileChange();

  const SecretBytes& text() const { return text_; }
  ConfigResult<void> Commit(const SecretBytes& text);

 private:
  KeyFileChange(std::string path, int file, SecretBytes text)
      : path_(std::move(path)), file_(file), text_(std::move(text)) {}

  std::string path_;
  int file_;  // the old file, locked
  SecretBytes text_;
};

}  // namespace veil
