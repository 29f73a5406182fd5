#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "base/secret_bytes.h"
#include "keys/key_wrapper.h"

namespace veil {

// What the keys of a ring are for.
enum class RingKind : std::uint8_t {
  kSurrogate,  // the secrets behind surrogates
  kSubjects,   // the data keys of the subject store, and as epoch 0 the key under which subjects are looked up
};

// One numbered key of a ring.
struct KeyEpoch {
  std::uint32_t number = 0;
  std::int64_t made_ms = 0;              // Unix milliseconds
  Digest id;                             // KeyId of the key; stays when the key is gone
  SecretBytes key;                       // empty: shredded, or wrapped and not yet unwrapped
  std::string wrapped;                   // by a KeyWrapper; empty: the file holds the key itself
  std::optional<std::int64_t> shredded;  // Unix milliseconds
};

// A secret that is renewed: its keys by epoch, oldest first. The newest is active; old ones stay readable until they
// are shredded. The text is that of docs/keys.md and has one form only.
//
// A ring is also read from a line that holds one key, and (for surrogates) from 32 to 4096 bytes of the operator's own
// making, line end included: a ring of one epoch.
class KeyRing {
 public:
  static constexpr std::uint32_t kEpochsMax = 255;

  static KeyRing New(RingKind kind, std::int64_t now_ms);
  // Errors: kKey, with words that say what would be right and quote nothing.
  // The end of the last line may be missing, as shells leave it out of a variable.
  static Result<KeyRing> Parse(const SecretBytes& text, RingKind kind);
  SecretBytes Serialize() const;

  RingKind kind() const { return kind_; }
  const std::vector<KeyEpoch>& epochs() const { return epochs_; }
  const KeyEpoch& active() const { return epochs_.back(); }
  Digest IdOf(std::uint32_t number) const;  // of an epoch that is there, shredded or not
  bool NeedsWrapper() const;                // whether an epoch is wrapped that is not yet unwrapped

  // The key of an epoch, unwrapped. Errors: kKey: there is no such epoch, or it was shredded.
  Result<const KeyEpoch*> Epoch(std::uint32_t number) const;

  // Makes a new active epoch. Errors: kKey: there are kEpochsMax.
  Result<void> Rotate(std::int64_t now_ms);
  // Destroys the key of an epoch. Errors: kKey: there is no such epoch, it is active, it is the lookup key, or it was
  // shredded before.
  Result<void> Shred(std::uint32_t number, std::int64_t now_ms);

  // Unwraps what is wrapped; checks each key against its id. Errors: those of the wrapper; kKey.
  Result<void> Unwrap(KeyWrapper& wrapper);
  // Wraps what is not yet wrapped.
  Result<void> Wrap(KeyWrapper& wrapper);
  // Whether the wrapper opens what is wrapped, to the keys that the ring names. Errors as Unwrap.
  Result<void> Check(KeyWrapper& wrapper) const;
  // Wraps what is wrapped anew, under the newest version of the master key.
  Result<void> Rewrap(KeyWrapper& wrapper);

 private:
  explicit KeyRing(RingKind kind) : kind_(kind) {}

  static Result<KeyRing> ParseOneKey(const SecretBytes& text, RingKind kind);
  Result<void> ParseEpochs(std::string_view text);
  void Add(std::int64_t made_ms, SecretBytes key);

  RingKind kind_;
  std::vector<KeyEpoch> epochs_;
};

}  // namespace veil
