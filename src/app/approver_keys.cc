#include "app/approver_keys.h"

#include <sodium.h>
#include <unistd.h>

#include <array>

#include "base/check.h"
#include "endpoint/approvers.h"
#include "keys/key_file.h"
#include "keys/key_text.h"

namespace veil {
namespace {

constexpr Literal kPrivateLine = "veil-approver-private-key-1:";
static_assert(kKeySize == crypto_sign_SEEDBYTES && kKeySize == crypto_sign_PUBLICKEYBYTES);

tl::unexpected<ConfigError> Wrong(const std::string& path, std::string what) {
  return tl::make_unexpected(ConfigError{path, 0, 0, std::move(what)});
}

std::string PublicKeyOf(const SecretBytes& seed) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> both{};
  VEIL_CHECK(crypto_sign_seed_keypair(public_key.data(), both.data(), seed.data()) == 0);
  sodium_memzero(both.data(), both.size());
  return {reinterpret_cast<const char*>(public_key.data()), public_key.size()};
}

}  // namespace

ConfigResult<SecretBytes> LoadApproverSeed(const std::string& path) {
  VEIL_ASSIGN(const SecretBytes text, ReadKeyFile(path, KeyFileMode::kOwnerOnly));
  if (auto seed = DecodeKeyLine(text.view(), kPrivateLine)) return std::move(*seed);
  if (text.view().starts_with(kApproverPublicKeyPrefix)) {
    return Wrong(path, "is a public key; signing takes the private one");
  }
  return Wrong(path, "is not an approver's private key; `veil endpoint key FILE` makes one");
}

ConfigResult<void> NewApproverKeys(const std::string& path) {
  VEIL_CHECK(sodium_init() >= 0);
  const SecretBytes seed = SecretBytes::Random(kKeySize);
  // The public half first: should the second file fail, no secret is left behind.
  const std::string public_path = path + ".pub";
  const SecretBytes line = SecretBytes::CopyOf(ApproverKeyText(PublicKeyOf(seed)) + "\n");
  VEIL_TRY(WriteNewKeyFile(public_path, line, KeyFileMode::kReadableByAll));
  auto done = WriteNewKeyFile(path, EncodeKeyLine(seed.view(), kPrivateLine), KeyFileMode::kOwnerOnly);
  if (!done) unlink(public_path.c_str());
  return done;
}

}  // namespace veil
