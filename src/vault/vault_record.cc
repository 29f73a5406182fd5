#include "vault/vault_record.h"

#include <sodium.h>

#include <array>

#include "base/digest.h"
#include "base/secret_bytes.h"
#include "base/unsigned_bytes.h"
#include "veil/vault.pb.h"

namespace veil {
namespace {

// "VEILV", then the container's version.
constexpr std::string_view kMagic("VEILV\x01", 6);

SecretBytes Plain(const std::vector<VaultEntry>& entries) {
  proto::VaultRecord record;
  for (const VaultEntry& entry : entries) {
    proto::VaultEntry& added = *record.add_entries();
    added.set_type(std::string(IdentifierTypeName(entry.type).view()));
    added.set_original(entry.original.Expose());
    added.set_surrogate(entry.surrogate.Expose());
  }
  SecretBytes plain(record.SerializeAsString());
  for (proto::VaultEntry& entry : *record.mutable_entries()) {
    sodium_memzero(entry.mutable_original()->data(), entry.original().size());
  }
  return plain;
}

// What crypto_box_seal does, with a one-time key that is given: the nonce is BLAKE2b of both public keys.
bool SealWith(const SecretBytes& one_time, std::string_view plain, std::string_view public_key, unsigned char* sealed) {
  if (crypto_scalarmult_base(sealed, one_time.data()) != 0) return false;
  std::array<unsigned char, crypto_box_NONCEBYTES> nonce{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, nonce.size());
  crypto_generichash_update(&state, sealed, crypto_box_PUBLICKEYBYTES);
  crypto_generichash_update(&state, Unsigned(public_key), crypto_box_PUBLICKEYBYTES);
  crypto_generichash_final(&state, nonce.data(), nonce.size());
  return crypto_box_easy(sealed + crypto_box_PUBLICKEYBYTES, Unsigned(plain), plain.size(), nonce.data(),
                         Unsigned(public_key), one_time.data()) == 0;
}

}  // namespace

Result<VaultKey> VaultKey::FromBytes(std::string_view bytes) {
  static_assert(kSize == crypto_box_PUBLICKEYBYTES);
  if (bytes.size() != kSize) return Fail(ErrorCode::kKey, "a vault key has 32 bytes");
  return VaultKey(bytes);
}

Result<std::string> SealVault(const std::vector<VaultEntry>& entries, const Subject& subject, const VaultKey& key) {
  if (sodium_init() < 0) return Fail(ErrorCode::kInternal, "libsodium does not start");
  const SecretBytes plain = Plain(entries);
  const HmacKey seed(subject.seed.view());
  Sha256 begun = seed.Begin();
  begun.Add("veil vault box 1");
  begun.Add(key.bytes());
  begun.Add(plain.view());
  const SecretBytes one_time = SecretBytes::CopyOf(seed.End(begun).view());
  std::string sealed(kMagic);
  sealed.resize(kMagic.size() + plain.size() + crypto_box_SEALBYTES);
  if (!SealWith(one_time, plain.view(), key.bytes(), Unsigned(sealed) + kMagic.size())) {
    return Fail(ErrorCode::kInternal, "libsodium does not seal");
  }
  return sealed;
}

Result<std::vector<VaultEntry>> UnsealVault(std::string_view sealed, std::string_view private_key) {
  if (sodium_init() < 0) return Fail(ErrorCode::kInternal, "libsodium does not start");
  if (!sealed.starts_with(kMagic) || sealed.size() < kMagic.size() + crypto_box_SEALBYTES) {
    return Fail(ErrorCode::kMalformed, "not a vault record of this version");
  }
  if (private_key.size() != crypto_box_SECRETKEYBYTES) {
    return Fail(ErrorCode::kKey, "the private vault key has 32 bytes");
  }
  std::string public_key(crypto_box_PUBLICKEYBYTES, '\0');
  crypto_scalarmult_base(Unsigned(public_key), Unsigned(private_key));
  sealed.remove_prefix(kMagic.size());
  SecretBytes plain(sealed.size() - crypto_box_SEALBYTES);
  if (crypto_box_seal_open(plain.data(), Unsigned(sealed), sealed.size(), Unsigned(public_key),
                           Unsigned(private_key)) != 0) {
    return Fail(ErrorCode::kKey, "this key does not open the vault record");
  }
  proto::VaultRecord record;
  if (!record.ParseFromArray(plain.data(), static_cast<int>(plain.size()))) {
    return Fail(ErrorCode::kMalformed, "the vault record cannot be read");
  }
  std::vector<VaultEntry> entries;
  for (proto::VaultEntry& entry : *record.mutable_entries()) {
    const auto type = IdentifierTypeFromName(entry.type());
    if (!type) return Fail(ErrorCode::kMalformed, "the vault record names a type that is none");
    entries.push_back(
        {*type, PhiString(std::move(*entry.mutable_original())), PhiString(std::move(*entry.mutable_surrogate()))});
  }
  return entries;
}

}  // namespace veil
