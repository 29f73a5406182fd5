#include "subject/subject_record.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/check.h"
#include "base/secret_bytes.h"
#include "base/unsigned_bytes.h"
#include "veil/subject.pb.h"

namespace veil {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kHeaderSize = 2;  // version, epoch
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(SubjectKeys::kSize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

Digest ToDigest(std::string_view bytes) {
  VEIL_CHECK(bytes.size() == Digest::kSize);
  Digest::Bytes copy;
  std::copy(bytes.begin(), bytes.end(), copy.begin());
  return Digest(copy);
}

// What a value is bound to besides its key: it opens nowhere else.
std::string Bound(RecordKind kind, const Digest& subject, std::uint8_t epoch, const SubjectKeys& keys) {
  std::string bound("veil subject record 1");
  bound.push_back('\0');
  bound += keys.lookup_digest().view();
  bound += RecordName(kind, subject);
  bound.push_back(static_cast<char>(epoch));
  return bound;
}

Result<std::string> Seal(std::string plain, RecordKind kind, const Digest& subject, const SubjectKeys& keys) {
  const Wiped wiped(plain);
  if (sodium_init() < 0) return Fail(ErrorCode::kInternal, "libsodium does not start");
  const std::uint8_t epoch = keys.active_epoch();
  std::string value{kVersion, static_cast<char>(epoch)};
  value.resize(kHeaderSize + kNonceSize + plain.size() + kTagSize);
  unsigned char* nonce = Unsigned(value) + kHeaderSize;
  randombytes_buf(nonce, kNonceSize);
  const std::string bound = Bound(kind, subject, epoch, keys);
  const int sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(
      nonce + kNonceSize, nullptr, Unsigned(std::string_view(plain)), plain.size(), Unsigned(std::string_view(bound)),
      bound.size(), nullptr, nonce, Unsigned(std::string_view(*keys.DataKey(epoch))));
  if (sealed != 0) return Fail(ErrorCode::kInternal, "libsodium does not seal");
  return value;
}

template <typename Record, typename Parse>
Result<Record> Open(std::string_view value, RecordKind kind, const Digest& subject, const SubjectKeys& keys,
                    Parse parse) {
  VEIL_ASSIGN(const std::uint8_t epoch, EpochOf(value));
  const std::string* key = keys.DataKey(epoch);
  if (key == nullptr) return Fail(ErrorCode::kKey, "the subject key of a record's epoch is missing");
  if (sodium_init() < 0) return Fail(ErrorCode::kInternal, "libsodium does not start");
  const std::string_view nonce = value.substr(kHeaderSize, kNonceSize);
  const std::string_view sealed = value.substr(kHeaderSize + kNonceSize);
  std::string plain(sealed.size() - kTagSize, '\0');
  const Wiped wiped(plain);
  const std::string bound = Bound(kind, subject, epoch, keys);
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      Unsigned(plain), nullptr, nullptr, Unsigned(sealed), sealed.size(), Unsigned(std::string_view(bound)),
      bound.size(), Unsigned(nonce), Unsigned(std::string_view(*key)));
  if (opened != 0) return Fail(ErrorCode::kKey, "this subject key does not open a record of the store");
  return parse(std::string_view(plain));
}

proto::KnownIdentifierRecord ToProto(const KnownIdentifier& known) {
  proto::KnownIdentifierRecord record;
  record.set_type(std::string(IdentifierTypeName(known.type).view()));
  record.set_party(static_cast<std::uint32_t>(known.party));
  record.set_part(static_cast<std::uint32_t>(known.part));
  record.set_structured(known.structured);
  record.set_text(known.text.Expose());
  return record;
}

std::optional<KnownIdentifier> FromProto(const proto::KnownIdentifierRecord& record) {
  const std::optional<IdentifierType> type = IdentifierTypeFromName(record.type());
  const bool known = type && record.party() <= static_cast<std::uint32_t>(Party::kProvider) &&
                     record.part() <= static_cast<std::uint32_t>(Part::kPrefix) && !record.text().empty();
  if (!known) return std::nullopt;
  return KnownIdentifier{*type, static_cast<Party>(record.party()), static_cast<Part>(record.part()),
                         record.structured(), PhiString(record.text())};
}

}  // namespace

std::string RecordName(RecordKind kind, const Digest& subject) {
  return static_cast<char>(kind) + std::string(subject.view());
}

Result<ReadName> ParseRecordName(std::string_view key) {
  if (key.size() != 1 + Digest::kSize) return Fail(ErrorCode::kMalformed, "not the key of a subject record");
  const auto kind = static_cast<RecordKind>(key[0]);
  if (kind != RecordKind::kSeed && kind != RecordKind::kKnowledge) {
    return Fail(ErrorCode::kMalformed, "not a kind of subject record that this version knows");
  }
  return ReadName{kind, ToDigest(key.substr(1))};
}

Result<SeedRecord> ParseSeed(std::string_view plain) {
  proto::SubjectSeedRecord parsed;
  if (!parsed.ParseFromArray(plain.data(), static_cast<int>(plain.size())) || parsed.seed().size() != Digest::kSize ||
      parsed.standing() < proto::SUBJECT_STANDING_CLAIMED || parsed.standing() > proto::SUBJECT_STANDING_JOINED) {
    return Fail(ErrorCode::kMalformed, "a seed record holds what it may not");
  }
  const bool joined = parsed.standing() == proto::SUBJECT_STANDING_JOINED;
  if (parsed.survivor().size() != (joined ? Digest::kSize : 0)) {
    return Fail(ErrorCode::kMalformed, "a seed record names a survivor where it may not, or none where it must");
  }
  SeedRecord record;
  record.standing = static_cast<Standing>(parsed.standing());
  record.seed = ToDigest(parsed.seed());
  if (joined) record.survivor = ToDigest(parsed.survivor());
  const Wiped wiped(*parsed.mutable_seed());
  return record;
}

Result<KnowledgeRecord> ParseKnowledge(std::string_view plain) {
  proto::SubjectKnowledgeRecord parsed;
  if (!parsed.ParseFromArray(plain.data(), static_cast<int>(plain.size())) ||
      parsed.seed_digest().size() != Digest::kSize) {
    return Fail(ErrorCode::kMalformed, "a knowledge record holds what it may not");
  }
  KnowledgeRecord record;
  record.seed_digest = ToDigest(parsed.seed_digest());
  for (const proto::KnownIdentifierRecord& one : parsed.identifiers()) {
    auto known = FromProto(one);
    if (!known) return Fail(ErrorCode::kMalformed, "a knowledge record holds an identifier of no known kind");
    record.identifiers.push_back(std::move(*known));
  }
  return record;
}

Result<std::string> SealSeed(const SeedRecord& record, const Digest& subject, const SubjectKeys& keys) {
  proto::SubjectSeedRecord plain;
  plain.set_standing(static_cast<proto::SubjectStanding>(record.standing));
  plain.set_seed(std::string(record.seed.view()));
  if (record.standing == Standing::kJoined) plain.set_survivor(std::string(record.survivor.view()));
  auto sealed = Seal(plain.SerializeAsString(), RecordKind::kSeed, subject, keys);
  const Wiped wiped(*plain.mutable_seed());
  return sealed;
}

Result<std::string> SealKnowledge(const KnowledgeRecord& record, const Digest& subject, const SubjectKeys& keys) {
  proto::SubjectKnowledgeRecord plain;
  plain.set_seed_digest(std::string(record.seed_digest.view()));
  for (const KnownIdentifier& known : record.identifiers) *plain.add_identifiers() = ToProto(known);
  return Seal(plain.SerializeAsString(), RecordKind::kKnowledge, subject, keys);
}

Result<SeedRecord> OpenSeed(std::string_view value, const Digest& subject, const SubjectKeys& keys) {
  return Open<SeedRecord>(value, RecordKind::kSeed, subject, keys, ParseSeed);
}

Result<KnowledgeRecord> OpenKnowledge(std::string_view value, const Digest& subject, const SubjectKeys& keys) {
  return Open<KnowledgeRecord>(value, RecordKind::kKnowledge, subject, keys, ParseKnowledge);
}

Result<std::uint8_t> EpochOf(std::string_view value) {
  if (value.size() < kHeaderSize + kNonceSize + kTagSize || value[0] != kVersion) {
    return Fail(ErrorCode::kMalformed, "not a subject record of this version");
  }
  return static_cast<std::uint8_t>(value[1]);
}

Digest RandomSeed() {
  VEIL_CHECK(sodium_init() >= 0);
  Digest::Bytes bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return Digest(bytes);
}

}  // namespace veil
