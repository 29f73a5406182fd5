#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/action_change.h"
#include "base/action_kind.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/format.h"
#include "base/identifier_type.h"
#include "base/phi.h"
#include "message/raw_message.h"
#include "message/subject.h"

namespace veil {

// A header that the operator lists as free of identifiers and that passed the leak check with its message.
struct CleanHeader {
  std::string name;
  std::string value;

  bool operator==(const CleanHeader&) const = default;
};

// A de-identified message: the product of the whole chain, leak check included.
//
// Only the Deidentifier can make one, and publishers take nothing else, so a message that did not pass every step
// cannot be published.
class CleanMessage {
 public:
  const Origin& origin() const { return origin_; }
  Format format() const { return format_; }
  const std::string& bytes() const { return bytes_; }  // no longer Phi
  const std::string& key() const { return key_; }      // the subject's surrogate; empty: none
  const std::vector<CleanHeader>& headers() const { return headers_; }
  // What its surrogates stand for, sealed (vault/vault_record.h); empty: the policy keeps no vault.
  const std::string& vault() const { return vault_; }

 private:
  friend class Deidentifier;
  CleanMessage(Origin origin, Format format, std::string bytes, std::string key, std::vector<CleanHeader> headers)
      : origin_(std::move(origin)),
        format_(format),
        bytes_(std::move(bytes)),
        key_(std::move(key)),
        headers_(std::move(headers)) {}

  Origin origin_;
  Format format_;
  std::string bytes_;
  std::string key_;
  std::vector<CleanHeader> headers_;
  std::string vault_;
};

// A message that must not be published: the original, to be sealed, and why.
struct Quarantined {
  RawMessage message;
  Error reason;
};

// A message whose identifiers were counted under a policy that publishes nothing: its receipt is all that is left of
// it.
struct Audited {
  Origin origin;
};

// There is no other outcome; under a policy that publishes, none but the first two.
using Outcome = std::variant<CleanMessage, Quarantined, Audited>;

// What a second policy would have made of a message; nothing of it leaves.
struct ShadowReceipt {
  Digest policy;
  std::optional<ErrorCode> quarantined;  // why; nothing: it would have been clean
  bool differs = false;                  // other bytes than the policy in force made, or another outcome
  ActionChanges changes;                 // identifiers that it would have treated otherwise
};

// What happened to one message: numbers and words of the source code only, safe to log, count and keep.
struct Receipt {
  Origin origin;
  Format format = Format::kAuto;
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  Digest digest_out;  // of the clean bytes; all zero when quarantined
  std::array<std::array<std::uint32_t, kActionKindCount>, kIdentifierTypeCount> identifiers{};  // by type and action
  std::vector<std::string> unknown_paths;
  std::optional<ShadowReceipt> shadow;  // where a second policy ran beside
};

struct Processed {
  Outcome outcome;
  Receipt receipt;
  std::vector<Lesson> lessons = {};  // of a clean message; to be kept before it is published
};

}  // namespace veil
