#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/phi.h"
#include "base/secret_bytes.h"
#include "codec/codec.h"
#include "detect/detector.h"
#include "message/outcome.h"
#include "message/raw_message.h"
#include "message/subject.h"
#include "pipeline/decide.h"
#include "pipeline/finder.h"
#include "pipeline/stage.h"
#include "policy/policy.h"
#include "subject/subject_ids.h"
#include "subject/subjects.h"
#include "surrogate/surrogates.h"
#include "vault/vault_record.h"

namespace veil {

// The secret from which every draw is made (docs/decisions/0003-seeds.md). At least 32 bytes.
class SurrogateKey {
 public:
  explicit SurrogateKey(SecretBytes bytes) : bytes_(std::move(bytes)) {}
  explicit SurrogateKey(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string_view bytes() const { return bytes_.view(); }

 private:
  SecretBytes bytes_;
};

// Whether `shadow` can run beside `policy` on what was found once: they read columns and members alike, and it would
// publish something.
bool FitForShadow(const Policy& policy, const Policy& shadow);

// Runs steps 2 to 6 and the leak check on one message. Pure: no I/O, no clock, no globals; total: every message ends as
// clean or quarantined; immutable and thread-safe.
class Deidentifier {
 public:
  struct Options {
    CodecOptions codec;
    DetectOptions detect;
    // Names of record headers that may leave as they came. All others are dropped.
    std::vector<std::string> headers_kept;
    // For policies that keep a vault; without it such a policy publishes nothing.
    std::optional<VaultKey> vault_key;
  };

  // With a shadow policy, which must be FitForShadow, the receipt of each message says what that would have changed.
  Deidentifier(const Options& options, Policy policy, SurrogateKey key, std::optional<Policy> shadow = {});

  // With `subjects`, which must hold whoever SubjectsOf() names, the seed is the subject's under a policy that forbids
  // derivation, what is known of the subject is looked for, and what the message teaches comes back with it.
  Processed Process(RawMessage message, StageObserver* observer = nullptr, const Subjects* subjects = nullptr) const;

  // Whom a message is about: what must be looked up before it is processed. Nobody where it cannot be decoded.
  SubjectIds SubjectsOf(const RawMessage& message) const;

  const Policy& policy() const { return policy_; }
  const std::optional<Policy>& shadow() const { return shadow_; }
  // Of everything that decides what is found: dictionaries, tables, weights.
  static Digest ModelDigest();

 private:
  // Without its receipt, which is made along the way.
  struct Treated;
  Result<Treated> Treat(const RawMessage& message, const Subjects* subjects, Receipt& receipt,
                        StageObserver& stages) const;
  Result<CleanMessage> Clean(const RawMessage& message, const Found& found, const Decided& decided,
                             const Surrogates& surrogates, StageObserver& stages) const;
  ShadowReceipt Shadow(const RawMessage& message, const Found& found, const Decided& decided,
                       const Result<CleanMessage>* clean) const;
  std::vector<CleanHeader> KeptHeaders(const RawMessage& message) const;
  Subject SubjectOf(Derivation derivation, const RawMessage& message, const Found& found) const;

  std::vector<std::unique_ptr<const Codec>> codecs_;
  std::vector<std::unique_ptr<const Detector>> detectors_;
  std::vector<std::string> headers_kept_;
  std::optional<VaultKey> vault_key_;
  Policy policy_;
  std::optional<Policy> shadow_;
  SurrogateKey key_;
  Surrogates surrogates_;
  std::optional<Surrogates> shadow_surrogates_;
};

}  // namespace veil
