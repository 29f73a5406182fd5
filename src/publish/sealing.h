#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/phi.h"
#include "base/result.h"
#include "message/raw_message.h"

namespace veil {

// The public half of the quarantine key: seals, cannot open. X25519, 32 bytes.
class QuarantineKey {
 public:
  static constexpr std::size_t kSize = 32;

  // Errors: kKey when `bytes` has another size.
  static Result<QuarantineKey> FromBytes(std::string_view bytes);

  const std::string& bytes() const { return bytes_; }

 private:
  explicit QuarantineKey(std::string_view bytes) : bytes_(bytes) {}
  std::string bytes_;
};

// A quarantined record that was opened again.
struct OpenedRecord {
  RawMessage message;  // without key, headers and bytes if !complete
  bool complete = true;
  std::uint64_t size = 0;  // of the message's bytes, which may be left out
};

// How much of a message is sealed.
enum class Sealing : std::uint8_t {
  kWhole,       // key, headers and bytes
  kDigestOnly,  // origin, size and SHA-256 of the bytes, for a message that is larger than the quarantine topic takes
};

// The message sealed to `key` (libsodium crypto_box_seal: X25519, XSalsa20-Poly1305), in the container of
// docs/formats/quarantine.md. Errors: kInternal when libsodium fails.
Result<std::string> Seal(const RawMessage& message, Sealing sealing, const QuarantineKey& key);

// The inverse, with the private half (32 bytes). Errors: kMalformed when `sealed` is no container; kKey when this key
// does not open it.
Result<OpenedRecord> Unseal(std::string_view sealed, std::string_view private_key);
// The same for a record of the quarantine topic as a source took it.
Result<OpenedRecord> Unseal(const RawMessage& record, std::string_view private_key);

}  // namespace veil
