#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"

namespace veil {

using Instant = std::chrono::sys_seconds;

// "2026-11-25T19:30:00Z" (RFC 3339, UTC, whole seconds).
std::string InstantText(Instant instant);

// What one person signs, and the signature: a small text file that travels from the signer to whoever carries the
// decision out (docs/formats/statement.md).
//
// The signature (Ed25519, RFC 8032) covers all the other lines, so it stands for this purpose, this subject and these
// bytes alone; the nonce is noted in the ledger when it is used, and the time after which it is void is part of it, so
// it cannot be used a second time.
struct Statement {
  std::string purpose;  // "approve-endpoint"
  std::string subject;  // the endpoint or the incident
  Digest about;         // of the text that is decided on
  std::string signer;
  Instant signed_at;
  Instant void_after;
  std::string nonce;      // 32 lower-case hexadecimal digits
  std::string signature;  // 64 bytes

  bool operator==(const Statement&) const = default;
};

inline constexpr std::size_t kStatementBytesMax = 2048;

// The lines that the signature covers, and the whole file.
std::string SignedText(const Statement& statement);
std::string StatementText(const Statement& statement);

// The inverse of StatementText; takes its bytes alone. Errors: kMalformed.
Result<Statement> ParseStatement(std::string_view text);

// Draws the nonce and signs. `seed`: the 32 bytes of an approver's private key file.
void Sign(Statement& statement, std::string_view seed);
bool Verifies(const Statement& statement, std::string_view public_key);

}  // namespace veil
