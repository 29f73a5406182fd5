#include "publish/sealing.h"

#include <sodium.h>

#include "base/digest.h"
#include "base/secret_bytes.h"
#include "base/unsigned_bytes.h"
#include "veil/quarantine.pb.h"

namespace veil {
namespace {

// "VEILQ", then the container's version.
constexpr std::string_view kMagic("VEILQ\x01", 6);

proto::SealedRecord ToProto(const RawMessage& message, Sealing sealing) {
  proto::SealedRecord record;
  record.set_topic(message.origin.channel.str());
  record.set_partition(message.origin.partition);
  record.set_offset(message.origin.offset);
  record.set_format(std::string(FormatName(message.format).view()));
  record.set_value_size(message.bytes.size());
  if (sealing == Sealing::kDigestOnly) {
    record.set_value_digest(std::string(Digest::Of(message.bytes.Expose()).view()));
    return record;
  }
  record.set_key(message.key.Expose());
  for (const Header& header : message.headers) {
    proto::SealedHeader& added = *record.add_headers();
    added.set_name(header.name.Expose());
    added.set_value(header.value.Expose());
  }
  record.set_value(message.bytes.Expose());
  return record;
}

OpenedRecord FromProto(proto::SealedRecord record) {
  OpenedRecord opened;
  opened.complete = record.value_digest().empty();
  opened.size = record.value_size();
  RawMessage& message = opened.message;
  message.origin = {OperatorText(record.topic()), record.partition(), record.offset()};
  message.format = FormatFromName(record.format()).value_or(Format::kAuto);
  message.key = PhiString(std::move(*record.mutable_key()));
  for (proto::SealedHeader& header : *record.mutable_headers()) {
    message.headers.push_back(
        {PhiString(std::move(*header.mutable_name())), PhiString(std::move(*header.mutable_value()))});
  }
  message.bytes = PhiString(std::move(*record.mutable_value()));
  return opened;
}

}  // namespace

Result<QuarantineKey> QuarantineKey::FromBytes(std::string_view bytes) {
  static_assert(kSize == crypto_box_PUBLICKEYBYTES);
  if (bytes.size() != kSize) return Fail(ErrorCode::kKey, "a quarantine key has 32 bytes");
  return QuarantineKey(bytes);
}

Result<std::string> Seal(const RawMessage& message, Sealing sealing, const QuarantineKey& key) {
  if (sodium_init() < 0) return Fail(ErrorCode::kInternal, "libsodium does not start");
  std::string plain = ToProto(message, sealing).SerializeAsString();
  const Wiped wiped(plain);
  std::string sealed(kMagic);
  sealed.resize(kMagic.size() + plain.size() + crypto_box_SEALBYTES);
  if (crypto_box_seal(Unsigned(sealed) + kMagic.size(), Unsigned(plain), plain.size(), Unsigned(key.bytes())) != 0) {
    return Fail(ErrorCode::kInternal, "libsodium does not seal");
  }
  return sealed;
}

Result<OpenedRecord> Unseal(std::string_view sealed, std::string_view private_key) {
  if (sodium_init() < 0) return Fail(ErrorCode::kInternal, "libsodium does not start");
  if (!sealed.starts_with(kMagic) || sealed.size() < kMagic.size() + crypto_box_SEALBYTES) {
    return Fail(ErrorCode::kMalformed, "not a sealed record of this version");
  }
  if (private_key.size() != crypto_box_SECRETKEYBYTES) {
    return Fail(ErrorCode::kKey, "the private quarantine key has 32 bytes");
  }
  std::string public_key(crypto_box_PUBLICKEYBYTES, '\0');
  crypto_scalarmult_base(Unsigned(public_key), Unsigned(private_key));
  sealed.remove_prefix(kMagic.size());
  std::string plain(sealed.size() - crypto_box_SEALBYTES, '\0');
  const Wiped wiped(plain);
  if (crypto_box_seal_open(Unsigned(plain), Unsigned(sealed), sealed.size(), Unsigned(public_key),
                           Unsigned(private_key)) != 0) {
    return Fail(ErrorCode::kKey, "this key does not open the record");
  }
  proto::SealedRecord record;
  if (!record.ParseFromString(plain)) return Fail(ErrorCode::kMalformed, "the sealed record cannot be read");
  return FromProto(std::move(record));
}

Result<OpenedRecord> Unseal(const RawMessage& record, std::string_view private_key) {
  return Unseal(std::string_view(record.bytes.Expose()), private_key);
}

}  // namespace veil
