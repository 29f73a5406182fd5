#include "endpoint/statement.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <optional>

#include "base/check.h"
#include "endpoint/day.h"

namespace veil {
namespace {

constexpr std::string_view kFirstLine = "veil-statement-1\n";
constexpr std::size_t kNonceDigits = 32;
constexpr std::string_view kHexDigits = "0123456789abcdef";

const unsigned char* Unsigned(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Unsigned(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string Hex(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), Unsigned(bytes), bytes.size());
  text.pop_back();  // the function's own end mark
  return text;
}

std::optional<std::string> Unhex(std::string_view text, std::size_t size) {
  std::string bytes(size, '\0');
  if (text.size() != 2 * size || text.find_first_not_of(kHexDigits) != std::string_view::npos) return std::nullopt;
  if (sodium_hex2bin(Unsigned(bytes), size, text.data(), text.size(), nullptr, nullptr, nullptr) != 0) {
    return std::nullopt;
  }
  return bytes;
}

std::string TwoDigits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::optional<Instant> ParseInstant(std::string_view text) {
  constexpr std::size_t kLength = 20;
  if (text.size() != kLength) return std::nullopt;
  const auto day = ParseDay(text.substr(0, 10));
  const auto number = [&text](std::size_t at) {
    int value = -1;
    const std::string_view digits = text.substr(at, 2);
    if (digits.find_first_not_of("0123456789") == std::string_view::npos) {
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
    }
    return value;
  };
  if (!day) return std::nullopt;
  const Instant instant =
      *day + std::chrono::hours(number(11)) + std::chrono::minutes(number(14)) + std::chrono::seconds(number(17));
  if (InstantText(instant) != text) return std::nullopt;
  return instant;
}

// Takes "key: value\n" from the front of `text`.
std::optional<std::string> TakeLine(std::string_view& text, std::string_view key) {
  const std::size_t end = text.find('\n');
  const std::string begin = std::string(key) + ": ";
  if (end == std::string_view::npos || !text.starts_with(begin) || end < begin.size()) return std::nullopt;
  std::string value(text.substr(begin.size(), end - begin.size()));
  text.remove_prefix(end + 1);
  return value;
}

}  // namespace

std::string InstantText(Instant instant) {
  const Day day = std::chrono::floor<std::chrono::days>(instant);
  const std::int64_t seconds = (instant - day).count();
  return DayText(day) + "T" + TwoDigits(seconds / 3600) + ":" + TwoDigits(seconds / 60 % 60) + ":" +
         TwoDigits(seconds % 60) + "Z";
}

std::string SignedText(const Statement& statement) {
  return std::string(kFirstLine) + "purpose: " + statement.purpose + "\nsubject: " + statement.subject +
         "\nabout: " + statement.about.Hex() + "\nsigner: " + statement.signer +
         "\nsigned: " + InstantText(statement.signed_at) + "\nvoid-after: " + InstantText(statement.void_after) +
         "\nnonce: " + statement.nonce + "\n";
}

std::string StatementText(const Statement& statement) {
  return SignedText(statement) + "signature: " + Hex(statement.signature) + "\n";
}

Result<Statement> ParseStatement(std::string_view text) {
  const std::string_view whole = text;
  const auto wrong = [] { return Fail(ErrorCode::kMalformed, "not a signed statement as `veil` writes it"); };
  if (text.size() > kStatementBytesMax || !text.starts_with(kFirstLine)) return wrong();
  text.remove_prefix(kFirstLine.size());
  const auto purpose = TakeLine(text, "purpose");
  const auto subject = TakeLine(text, "subject");
  const auto about = TakeLine(text, "about");
  const auto signer = TakeLine(text, "signer");
  const auto signed_at = TakeLine(text, "signed");
  const auto void_after = TakeLine(text, "void-after");
  const auto nonce = TakeLine(text, "nonce");
  const auto signature = TakeLine(text, "signature");
  if (!purpose || !subject || !about || !signer || !signed_at || !void_after || !nonce || !signature) return wrong();
  const auto digest = Digest::FromHex(*about);
  const auto from = ParseInstant(*signed_at);
  const auto until = ParseInstant(*void_after);
  const auto bytes = Unhex(*signature, crypto_sign_BYTES);
  if (!digest || !from || !until || !bytes || !Unhex(*nonce, kNonceDigits / 2)) return wrong();
  Statement statement{*purpose, *subject, *digest, *signer, *from, *until, *nonce, *bytes};
  if (StatementText(statement) != whole) return wrong();
  return statement;
}

void Sign(Statement& statement, std::string_view seed) {
  VEIL_CHECK(sodium_init() >= 0 && seed.size() == crypto_sign_SEEDBYTES);
  std::string nonce(kNonceDigits / 2, '\0');
  randombytes_buf(nonce.data(), nonce.size());
  statement.nonce = Hex(nonce);
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key{};
  crypto_sign_seed_keypair(public_key.data(), secret_key.data(), Unsigned(seed));
  const std::string text = SignedText(statement);
  statement.signature.assign(crypto_sign_BYTES, '\0');
  crypto_sign_detached(Unsigned(statement.signature), nullptr, Unsigned(text), text.size(), secret_key.data());
  sodium_memzero(secret_key.data(), secret_key.size());
}

bool Verifies(const Statement& statement, std::string_view public_key) {
  if (public_key.size() != crypto_sign_PUBLICKEYBYTES || statement.signature.size() != crypto_sign_BYTES) return false;
  const std::string text = SignedText(statement);
  return crypto_sign_verify_detached(Unsigned(statement.signature), Unsigned(text), text.size(),
                                     Unsigned(public_key)) == 0;
}

}  // namespace veil
