#include "base/error.h"

namespace veil {

Literal ErrorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUnknownFormat:
      return "unknown_format";
    case ErrorCode::kMalformed:
      return "malformed";
    case ErrorCode::kUnsupportedCharset:
      return "unsupported_charset";
    case ErrorCode::kInvalidEncoding:
      return "invalid_encoding";
    case ErrorCode::kTooLarge:
      return "too_large";
    case ErrorCode::kEmpty:
      return "empty";
    case ErrorCode::kDetectorFailed:
      return "detector_failed";
    case ErrorCode::kPolicyGap:
      return "policy_gap";
    case ErrorCode::kSurrogateFailed:
      return "surrogate_failed";
    case ErrorCode::kEncodeFailed:
      return "encode_failed";
    case ErrorCode::kLeak:
      return "leak";
    case ErrorCode::kInternal:
      return "internal";
    case ErrorCode::kConfig:
      return "config";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kBroker:
      return "broker";
    case ErrorCode::kTransactionAborted:
      return "transaction_aborted";
    case ErrorCode::kFenced:
      return "fenced";
    case ErrorCode::kKey:
      return "key";
    case ErrorCode::kAudit:
      return "audit";
  }
  return "unknown";
}

}  // namespace veil
