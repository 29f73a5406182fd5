#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/phi.h"
#include "codec/codec.h"
#include "detect/detector.h"
#include "message/outcome.h"
#include "message/raw_message.h"
#include "policy/policy.h"
#include "surrogate/surrogates.h"

namespace veil {

// The steps that a clock outside may time.
enum class Stage : std::uint8_t { kDecode, kDetect, kResolve, kSurrogate, kEncode, kLeakCheck };
inline constexpr std::size_t kStageCount = 6;
Literal StageName(Stage stage);  // "decode", "detect", ...

// Told when a stage of a message has ended; whoever has a clock can time them. Used by one thread.
class StageObserver {
 public:
  virtual ~StageObserver() = default;
  virtual void OnMessageBegin() = 0;
  virtual void OnStageEnd(Stage stage) = 0;
};

// The secret from which every draw is made (docs/decisions/0003-seeds.md). At least 32 bytes.
class SurrogateKey {
 public:
  explicit SurrogateKey(std::string bytes) : bytes_(std::move(bytes)) {}
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Runs steps 2 to 6 and the leak check on one message. Pure: no I/O, no clock, no globals; total: every message ends as
// clean or quarantined; immutable and thread-safe.
class Deidentifier {
 public:
  struct Options {
    CodecOptions codec;
    DetectOptions detect;
  };

  Deidentifier(const Options& options, Policy policy, SurrogateKey key);

  Processed Process(RawMessage message, StageObserver* observer = nullptr) const;

  const Policy& policy() const { return policy_; }
  // Of everything that decides what is found: dictionaries, tables, weights.
  static Digest ModelDigest();

 private:
  std::vector<std::unique_ptr<const Codec>> codecs_;
  std::vector<std::unique_ptr<const Detector>> detectors_;
  Policy policy_;
  SurrogateKey key_;
  Surrogates surrogates_;
};

}  // namespace veil
