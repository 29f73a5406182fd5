#pragma once

#include <cstdint>

#include "base/literal.h"

namespace veil {

// Why something failed. The name of a code is a quarantine reason, a metric label and an operator's search term, so it
// never changes its meaning.
enum class ErrorCode : std::uint8_t {
  kUnknownFormat,       // no codec recognises the message, or the codec is not built
  kMalformed,           // the codec recognises the format, the message breaks its rules
  kUnsupportedCharset,  // declared or found character encoding that cannot be decoded
  kInvalidEncoding,     // bytes that are not what the charset allows (invalid UTF-8, NUL in text)
  kTooLarge,            // over a configured limit of bytes, fields, repetitions or nesting
  kEmpty,               // nothing to process
  kDetectorFailed,      // a detector could not look
  kPolicyGap,           // the policy has no action for a finding
  kSurrogateFailed,     // no replacement could be made
  kEncodeFailed,        // the replacement does not fit the format
  kLeak,                // the leak check found an identifier in the output
  kInternal,            // a defect in Veil that one message brought to light
  kConfig,              // configuration or usage
  kIo,                  // file or terminal
  kBroker,              // Kafka: not reachable, not authorised, timed out
  kTransactionAborted,  // Kafka: this transaction must be aborted and its batch taken again
  kFenced,              // Kafka: another producer or member took over; this worker must start anew
  kKey,                 // a key is missing, has the wrong size or does not open what it should
  kAudit,               // the ledger does not verify
};

Literal ErrorCodeName(ErrorCode code);

// An expected failure. It holds a code, words from the source code and a position in bytes (-1: none), so it cannot
// quote a message.
struct Error {
  ErrorCode code;
  Literal what;
  std::int64_t offset = -1;

  bool operator==(const Error&) const = default;
};

}  // namespace veil
