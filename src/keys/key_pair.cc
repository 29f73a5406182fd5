#include "keys/key_pair.h"

#include <sodium.h>
#include <unistd.h>

#include "base/check.h"
#include "keys/key_file.h"
#include "keys/key_text.h"

namespace veil {
namespace {

static_assert(kKeySize == crypto_box_PUBLICKEYBYTES && kKeySize == crypto_box_SECRETKEYBYTES);

struct PairWords {
  Literal public_line;
  Literal private_line;
  Literal is_private;
  Literal is_public;
  Literal no_public;
  Literal no_private;
};

constexpr PairWords kQuarantineWords = {
    kQuarantinePublicLine,
    kQuarantinePrivateLine,
    "is the private quarantine key, which does not belong on this machine; give the .pub file",
    "is the public quarantine key; opening takes the private one",
    "is not a public quarantine key; `veil key new --quarantine FILE` makes FILE.pub",
    "is not a private quarantine key; `veil key new --quarantine FILE` makes one"};
constexpr PairWords kVaultWords = {
    kVaultPublicLine,
    kVaultPrivateLine,
    "is the private vault key, which does not belong on this machine; give the .pub file",
    "is the public vault key; opening takes the private one",
    "is not a public vault key; `veil key new --vault FILE` makes FILE.pub",
    "is not a private vault key; `veil key new --vault FILE` makes one"};

const PairWords& WordsOf(PairKind kind) { return kind == PairKind::kQuarantine ? kQuarantineWords : kVaultWords; }

tl::unexpected<ConfigError> Wrong(const std::string& path, Literal what) {
  return tl::make_unexpected(ConfigError{path, 0, 0, std::string(what.view())});
}

unsigned char* Unsigned(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

ConfigResult<std::string> LoadPublicKey(const std::string& path, PairKind kind) {
  const PairWords& words = WordsOf(kind);
  VEIL_ASSIGN(const SecretBytes text, ReadKeyFile(path, KeyFileMode::kReadableByAll));
  if (const auto key = DecodeKeyLine(text.view(), words.public_line)) return std::string(key->view());
  return Wrong(path, text.view().starts_with(words.private_line.view()) ? words.is_private : words.no_public);
}

ConfigResult<KeyPair> LoadKeyPair(const std::string& path, PairKind kind) {
  const PairWords& words = WordsOf(kind);
  VEIL_ASSIGN(const SecretBytes text, ReadKeyFile(path, KeyFileMode::kOwnerOnly));
  auto key = DecodeKeyLine(text.view(), words.private_line);
  if (!key) return Wrong(path, text.view().starts_with(words.public_line.view()) ? words.is_public : words.no_private);
  std::string public_key(kKeySize, '\0');
  crypto_scalarmult_base(Unsigned(public_key), key->data());
  return KeyPair{std::move(public_key), std::move(*key)};
}

ConfigResult<void> NewKeyPair(const std::string& path, PairKind kind) {
  const PairWords& words = WordsOf(kind);
  std::string public_key(kKeySize, '\0');
  SecretBytes private_key(kKeySize);
  VEIL_CHECK(crypto_box_keypair(Unsigned(public_key), private_key.data()) == 0);
  // The public half first: should the second file fail, no secret is left behind.
  const std::string public_path = path + ".pub";
  VEIL_TRY(WriteNewKeyFile(public_path, EncodeKeyLine(public_key, words.public_line), KeyFileMode::kReadableByAll));
  auto done = WriteNewKeyFile(path, EncodeKeyLine(private_key.view(), words.private_line), KeyFileMode::kOwnerOnly);
  if (!done) unlink(public_path.c_str());
  return done;
}

}  // namespace veil
