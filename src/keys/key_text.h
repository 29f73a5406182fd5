#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/literal.h"
#include "base/secret_bytes.h"

namespace veil {

inline constexpr std::size_t kKeySize = 32;

// The kinds of key files that hold one key: a line with the kind and the key in Base64 (RFC 4648 section 4), so one
// cannot be taken for another.
inline constexpr Literal kOwnKeyFiles = "veil-";
inline constexpr Literal kSurrogateKeyLine = "veil-surrogate-key-1:";
inline constexpr Literal kQuarantinePublicLine = "veil-quarantine-public-key-1:";
inline constexpr Literal kQuarantinePrivateLine = "veil-quarantine-private-key-1:";
inline constexpr Literal kVaultPublicLine = "veil-vault-public-key-1:";
inline constexpr Literal kVaultPrivateLine = "veil-vault-private-key-1:";

// The 32 bytes of the key in a line of this kind; nothing if the text is of another kind or broken.
std::optional<SecretBytes> DecodeKeyLine(std::string_view text, Literal kind);
SecretBytes EncodeKeyLine(std::string_view key, Literal kind);

// Base64 of any number of bytes, strict: no blanks, padding as it must be. Nothing if the text is not that.
std::optional<SecretBytes> DecodeBase64(std::string_view text);
SecretBytes EncodeBase64(std::string_view bytes);

// Names a key without giving anything of it away: HMAC-SHA-256(key, "veil key id 1").
Digest KeyId(std::string_view key);

}  // namespace veil
