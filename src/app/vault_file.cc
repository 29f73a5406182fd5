#include "app/vault_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <optional>

#include "app/ledger_input.h"
#include "base/digest.h"
#include "keys/key_text.h"

namespace veil {
namespace {

constexpr std::size_t kLineBytesMax = 64U << 20;
constexpr std::string_view kHex = "0123456789abcdef";

std::string LineOf(const CleanMessage& clean) {
  std::string line =
      "{\"v\":1,\"clean\":\"" + Digest::Of(clean.bytes()).Hex() + "\",\"key\":\"" + clean.key() + "\",\"sealed\":\"";
  line += EncodeBase64(clean.vault()).view();
  return line + "\"}\n";
}

// Reads a line in the one form in which it is written.
std::optional<StoredVault> Parse(std::string_view line) {
  const auto take = [&line](std::string_view before, std::string_view allowed) -> std::optional<std::string> {
    if (!line.starts_with(before)) return std::nullopt;
    line.remove_prefix(before.size());
    const std::size_t end = std::min(line.find('"'), line.size());
    const std::string_view value = line.substr(0, end);
    if (value.find_first_not_of(allowed) != std::string_view::npos) return std::nullopt;
    line.remove_prefix(end);
    return std::string(value);
  };
  constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  auto clean = take("{\"v\":1,\"clean\":\"", kHex);
  auto key = clean ? take("\",\"key\":\"", kHex) : std::nullopt;
  const auto text = key ? take("\",\"sealed\":\"", kBase64) : std::nullopt;
  if (!text || line != "\"}") return std::nullopt;
  const auto sealed = DecodeBase64(*text);
  if (!sealed) return std::nullopt;
  return StoredVault{std::move(*clean), std::move(*key), std::string(sealed->view())};
}

}  // namespace

ConfigResult<VaultFile> VaultFile::Open(const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
  std::FILE* stream = file < 0 ? nullptr : fdopen(file, "a");
  if (stream == nullptr) return tl::make_unexpected(ConfigError{path, 0, 0, "the vault cannot be written"});
  return VaultFile(stream);
}

Result<void> VaultFile::Add(const CleanMessage& clean) {
  if (clean.vault().empty()) return {};
  const std::string line = LineOf(clean);
  const bool written = std::fwrite(line.data(), 1, line.size(), file_.get()) == line.size();
  if (written && std::fflush(file_.get()) == 0) return {};
  return Fail(ErrorCode::kIo, "the vault cannot be written");
}

Result<void> ReadVaultFile(const std::string& path, const std::function<Result<void>(const StoredVault&)>& take) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Fail(ErrorCode::kIo, "the vault cannot be read");
  Result<void> done;
  std::int64_t number = 0;
  ReadLines(in, kLineBytesMax, [&](std::string_view line) {
    ++number;
    if (!done) return;
    const auto stored = Parse(line);
    done = stored ? take(*stored) : Fail(ErrorCode::kMalformed, "a line is no vault record", number);
  });
  if (done && in.bad()) return Fail(ErrorCode::kIo, "the vault cannot be read");
  return done;
}

}  // namespace veil
