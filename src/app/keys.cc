#include "app/keys.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>

#include "base/check.h"
#include "base/literal.h"
#include "base/log.h"

namespace veil {
namespace {

constexpr std::size_t kKeySize = 32;
constexpr std::size_t kFileBytesMax = 4096;
constexpr std::string_view kOwnFiles = "veil-";
constexpr Literal kSurrogate = "veil-surrogate-key-1:";
constexpr Literal kQuarantinePublic = "veil-quarantine-public-key-1:";
constexpr Literal kQuarantinePrivate = "veil-quarantine-private-key-1:";
constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;
constexpr mode_t kReadableByAll = kOwnerOnly | S_IRGRP | S_IROTH;

static_assert(kKeySize == crypto_box_PUBLICKEYBYTES && kKeySize == crypto_box_SECRETKEYBYTES);

tl::unexpected<ConfigError> Wrong(const std::string& path, std::string what) {
  return tl::make_unexpected(ConfigError{path, 0, 0, std::move(what)});
}

unsigned char* Unsigned(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

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

 private:
  int file_;
};

// Fills `text` from the file; false when it cannot be read.
bool ReadAll(int file, std::string& text) {
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = read(file, text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.resize(size);
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

ConfigResult<SecretBytes> ReadKeyFile(const std::string& path, bool secret) {
  const OpenFile file(path, O_RDONLY);
  if (!file.ok()) return Wrong(path, "key file cannot be opened; `veil key new` makes one");
  struct stat status {};
  if (fstat(file.number(), &status) != 0 || S_ISDIR(status.st_mode)) return Wrong(path, "is not a file");
  std::string text(kFileBytesMax + 1, '\0');
  if (!ReadAll(file.number(), text)) return Wrong(path, "key file cannot be read");
  if (text.size() > kFileBytesMax) return Wrong(path, "key file is longer than 4096 bytes; it is no key");
  if (secret && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    log::Warn("key file can be read by others than its owner", log::With("file", OperatorText(path)));
  }
  return SecretBytes(std::move(text));
}

// The key in a file of this kind; nothing if the text is of another kind or broken.
std::optional<SecretBytes> Decode(std::string_view text, Literal kind) {
  if (!text.starts_with(kind.view())) return std::nullopt;
  text.remove_prefix(kind.view().size());
  if (text.ends_with('\n')) text.remove_suffix(1);
  std::string key(kKeySize, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const bool decoded = sodium_base642bin(Unsigned(key), key.size(), text.data(), text.size(), nullptr, &size, &end,
                                         sodium_base64_VARIANT_ORIGINAL) == 0;
  SecretBytes secret(std::move(key));
  if (!decoded || size != kKeySize || end != text.data() + text.size()) return std::nullopt;
  return secret;
}

std::string Encode(std::string_view key, Literal kind) {
  std::string text(sodium_base64_ENCODED_LEN(kKeySize, sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the function's own end mark
  std::string line = std::string(kind.view()) + text + "\n";
  sodium_memzero(text.data(), text.size());
  return line;
}

ConfigResult<void> WriteNew(const std::string& path, const SecretBytes& line, mode_t mode) {
  const OpenFile file(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  if (!file.ok() && errno == EEXIST) return Wrong(path, "exists; a key is never overwritten");
  if (!file.ok()) return Wrong(path, "cannot be made");
  if (WriteAll(file.number(), line.view())) return {};
  unlink(path.c_str());
  return Wrong(path, "cannot be written");
}

}  // namespace

SecretBytes::~SecretBytes() { sodium_memzero(bytes_.data(), bytes_.size()); }

ConfigResult<SurrogateKey> LoadSurrogateKey(const std::string& path) {
  VEIL_ASSIGN(const SecretBytes text, ReadKeyFile(path, true));
  if (const auto key = Decode(text.view(), kSurrogate)) return SurrogateKey(std::string(key->view()));
  if (text.view().starts_with(kOwnFiles)) return Wrong(path, "is not a surrogate key; `veil key new FILE` makes one");
  if (text.view().size() < kKeySize) return Wrong(path, "a surrogate key has at least 32 bytes");
  return SurrogateKey(std::string(text.view()));
}

ConfigResult<std::string> LoadQuarantinePublicKey(const std::string& path) {
  VEIL_ASSIGN(const SecretBytes text, ReadKeyFile(path, false));
  if (const auto key = Decode(text.view(), kQuarantinePublic)) return std::string(key->view());
  if (text.view().starts_with(kQuarantinePrivate.view())) {
    return Wrong(path, "is the private quarantine key, which does not belong on this machine; give the .pub file");
  }
  return Wrong(path, "is not a public quarantine key; `veil key new --quarantine FILE` makes FILE.pub");
}

ConfigResult<QuarantineKeys> LoadQuarantineKeys(const std::string& path) {
  VEIL_ASSIGN(const SecretBytes text, ReadKeyFile(path, true));
  auto key = Decode(text.view(), kQuarantinePrivate);
  if (!key && text.view().starts_with(kQuarantinePublic.view())) {
    return Wrong(path, "is the public quarantine key; opening takes the private one");
  }
  if (!key) return Wrong(path, "is not a private quarantine key; `veil key new --quarantine FILE` makes one");
  std::string public_key(kKeySize, '\0');
  crypto_scalarmult_base(Unsigned(public_key), reinterpret_cast<const unsigned char*>(key->view().data()));
  return QuarantineKeys{std::move(public_key), std::move(*key)};
}

ConfigResult<void> NewSurrogateKey(const std::string& path) {
  VEIL_CHECK(sodium_init() >= 0);
  std::string key(kKeySize, '\0');
  randombytes_buf(key.data(), key.size());
  const SecretBytes secret(std::move(key));
  return WriteNew(path, SecretBytes(Encode(secret.view(), kSurrogate)), kOwnerOnly);
}

ConfigResult<void> NewQuarantineKeys(const std::string& path) {
  VEIL_CHECK(sodium_init() >= 0);
  std::string public_key(kKeySize, '\0');
  std::string private_key(kKeySize, '\0');
  crypto_box_keypair(Unsigned(public_key), Unsigned(private_key));
  const SecretBytes secret(std::move(private_key));
  // The public half first: should the second file fail, no secret is left behind.
  const std::string public_path = path + ".pub";
  VEIL_TRY(WriteNew(public_path, SecretBytes(Encode(public_key, kQuarantinePublic)), kReadableByAll));
  auto done = WriteNew(path, SecretBytes(Encode(secret.view(), kQuarantinePrivate)), kOwnerOnly);
  if (!done) unlink(public_path.c_str());
  return done;
}

}  // namespace veil
