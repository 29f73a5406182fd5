#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "message/document.h"
#include "subject/subject_keys.h"

// The records of the subject topic and of its replicas (docs/formats/subjects.md).
namespace veil {

enum class RecordKind : char { kSeed = 'S', kKnowledge = 'K' };

// The key of a record: its kind, then the subject's name.
std::string RecordName(RecordKind kind, const Digest& subject);

// A record's key, read. Errors: kMalformed.
struct ReadName {
  RecordKind kind;
  Digest subject;
};
Result<ReadName> ParseRecordName(std::string_view key);

// How sure it is that a seed is its subject's: the higher wins.
enum class Standing : std::uint8_t {
  kClaimed = 1,  // the first claim wins
  kSettled,      // was seen to have won
  kJoined,       // is part of another subject since a merge
};

struct SeedRecord {
  Standing standing = Standing::kClaimed;
  Digest seed;
  Digest survivor;  // for kJoined: the name of the other subject

  bool operator==(const SeedRecord&) const = default;
};

struct KnowledgeRecord {
  Digest seed_digest;  // of the seed that it belongs to
  std::vector<KnownIdentifier> identifiers;

  bool operator==(const KnowledgeRecord&) const = default;
};

// The value of the record `name`, sealed under the active data key. Errors: kInternal when libsodium fails.
Result<std::string> SealSeed(const SeedRecord& record, const Digest& subject, const SubjectKeys& keys);
Result<std::string> SealKnowledge(const KnowledgeRecord& record, const Digest& subject, const SubjectKeys& keys);

// The inverse. Errors: kMalformed when the value is no sealed record or holds what no record may; kKey when no key of
// these opens it: another data key, another lookup key, another name, a changed byte.
Result<SeedRecord> OpenSeed(std::string_view value, const Digest& subject, const SubjectKeys& keys);
Result<KnowledgeRecord> OpenKnowledge(std::string_view value, const Digest& subject, const SubjectKeys& keys);

// The epoch of the data key that sealed a value. Errors: kMalformed.
Result<std::uint8_t> EpochOf(std::string_view value);

// 32 bytes from the system's random source.
Digest RandomSeed();

// What a record looks like once opened; for the fuzzer, too. Errors: kMalformed.
Result<SeedRecord> ParseSeed(std::string_view plain);
Result<KnowledgeRecord> ParseKnowledge(std::string_view plain);

}  // namespace veil
