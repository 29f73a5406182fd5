#include "keys/vault_wrapper.h"

#include <httplib.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

#include "keys/key_file.h"
#include "keys/key_text.h"

namespace veil {
namespace {

constexpr std::size_t kTokenBytesMax = 4096;
constexpr std::size_t kAnswerBytesMax = 64U << 10;
constexpr int kTries = 3;

bool IsWord(std::string_view text, std::string_view more) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return kAllowed.find(c) != std::string_view::npos || more.find(c) != std::string_view::npos;
  });
}

bool IsPlain(std::string_view address) { return address.starts_with("http://"); }

// A token or a key that crosses a network in clear is no secret.
bool IsLoopback(std::string_view address) {
  for (const std::string_view host : {"http://127.0.0.1", "http://[::1]", "http://localhost"}) {
    if (!address.starts_with(host)) continue;
    const std::string_view rest = address.substr(host.size());
    const bool port = rest.starts_with(':') && rest.find_first_not_of("0123456789", 1) == std::string_view::npos;
    if (rest.empty() || port) return true;
  }
  return false;
}

// "vault:v1:Base64", as Vault writes what it encrypts.
bool IsCiphertext(std::string_view text) { return text.starts_with("vault:v") && IsWord(text, ":+/="); }

// The string under "data" of Vault's answer.
std::optional<SecretBytes> Member(std::string&& answer, std::string_view name) {
  const SecretBytes wiped = SecretBytes::CopyOf(answer);
  std::optional<SecretBytes> member;
  {
    simdjson::padded_string padded(wiped.view());
    SecretBytes gone(std::move(answer));
    simdjson::dom::parser parser;
    std::string_view text;
    if (parser.parse(padded)["data"][name].get(text) == simdjson::SUCCESS) member = SecretBytes::CopyOf(text);
  }
  return member;
}

class VaultWrapper final : public KeyWrapper {
 public:
  explicit VaultWrapper(VaultOptions options) : options_(std::move(options)) {}

  Result<std::string> Wrap(const SecretBytes& secret) override {
    const SecretBytes text = EncodeBase64(secret.view());
    VEIL_ASSIGN(const SecretBytes wrapped, Ask("encrypt", "plaintext", text.view(), "ciphertext"));
    return Ciphertext(wrapped);
  }

  Result<SecretBytes> Unwrap(std::string_view wrapped) override {
    if (!IsCiphertext(wrapped)) return Fail(ErrorCode::kKey, "this key was not wrapped by Vault");
    VEIL_ASSIGN(const SecretBytes text, Ask("decrypt", "ciphertext", wrapped, "plaintext"));
    auto secret = DecodeBase64(text.view());
    if (!secret) return Fail(ErrorCode::kKey, "Vault answers with something that is not Base64");
    return std::move(*secret);
  }

  Result<std::string> Rewrap(std::string_view wrapped) override {
    if (!IsCiphertext(wrapped)) return Fail(ErrorCode::kKey, "this key was not wrapped by Vault");
    VEIL_ASSIGN(const SecretBytes again, Ask("rewrap", "ciphertext", wrapped, "ciphertext"));
    return Ciphertext(again);
  }

 private:
  static Result<std::string> Ciphertext(const SecretBytes& text) {
    if (!IsCiphertext(text.view())) return Fail(ErrorCode::kKey, "Vault answers with something that is no ciphertext");
    return std::string(text.view());
  }

  Result<SecretBytes> Token() const {
    SecretBytes token;
    if (!options_.token_file.empty()) {
      auto read = ReadKeyFile(options_.token_file, KeyFileMode::kOwnerOnly);
      if (!read) return Fail(ErrorCode::kKey, "the file with the Vault token cannot be read");
      token = std::move(*read);
      while (!token.empty() && (token.view().back() == '\n' || token.view().back() == '\r'))
        token.Cut(token.size() - 1);
    } else if (const char* value = std::getenv(options_.token_env.c_str())) {
      token = SecretBytes::CopyOf(value);
    }
    if (token.size() > kTokenBytesMax || !IsWord(token.view(), "+/=:")) {
      return Fail(ErrorCode::kKey, "there is no Vault token, or it is none");
    }
    return token;
  }

  // Both values are of characters that stand for themselves in JSON.
  Result<SecretBytes> Ask(std::string_view verb, std::string_view name, std::string_view value,
                          std::string_view answered) const {
    std::string body;
    body.reserve(value.size() + 32);
    body.append("{\"").append(name).append("\":\"").append(value).append("\"}");
    const SecretBytes request(std::move(body));
    Result<SecretBytes> answer = Fail(ErrorCode::kIo, "Vault cannot be reached");
    for (int i = 0; i < kTries; ++i) {
      if (i > 0) std::this_thread::sleep_for(std::chrono::milliseconds(100) * (1 << i));
      try {
        answer = AskOnce(verb, request, answered);
      } catch (const std::exception&) {
        answer = Fail(ErrorCode::kIo, "the request to Vault failed");
      }
      if (answer || answer.error().code != ErrorCode::kIo) break;
    }
    return answer;
  }

  Result<SecretBytes> AskOnce(std::string_view verb, const SecretBytes& request, std::string_view answered) const {
    httplib::Client client(options_.address);
    if (!client.is_valid()) return Fail(ErrorCode::kConfig, "the address of Vault is not usable");
    client.set_connection_timeout(options_.timeout);
    client.set_read_timeout(options_.timeout);
    client.set_write_timeout(options_.timeout);
    client.set_follow_location(false);  // a redirect would carry the token elsewhere
    if (!IsPlain(options_.address)) {
      client.enable_server_certificate_verification(true);
      if (!options_.ca_file.empty()) client.set_ca_cert_path(options_.ca_file.c_str());
    }
    VEIL_ASSIGN(const SecretBytes token, Token());
    httplib::Headers headers = {{"X-Vault-Token", std::string(token.view())}, {"X-Vault-Request", "true"}};
    if (!options_.name_space.empty()) headers.emplace("X-Vault-Namespace", options_.name_space);
    const std::string path = "/v1/" + options_.mount + "/" + std::string(verb) + "/" + options_.key;
    const std::string body(request.view());
    std::string received;
    httplib::Request sent;
    sent.method = "POST";
    sent.path = path;
    sent.headers = std::move(headers);
    sent.set_header("Content-Type", "application/json");
    sent.body = body;
    sent.content_receiver = [&received](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
      received.append(data, std::min(size, kAnswerBytesMax + 1 - received.size()));
      return received.size() <= kAnswerBytesMax;
    };
    const httplib::Result result = client.send(sent);
    const SecretBytes wiped(std::move(sent.body));
    if (!result) return Unanswered(result.error());
    if (result->status != 200) return Refused(result->status);
    auto member = Member(std::move(received), answered);
    if (!member) return Fail(ErrorCode::kKey, "Vault's answer is not what its transit engine gives");
    return std::move(*member);
  }

  static Result<SecretBytes> Unanswered(httplib::Error error) {
    switch (error) {
      case httplib::Error::SSLServerVerification:
      case httplib::Error::SSLLoadingCerts:
        return Fail(ErrorCode::kKey, "Vault's certificate is not one that is trusted");
      case httplib::Error::SSLConnection:
        return Fail(ErrorCode::kIo, "no TLS connection to Vault comes about");
      case httplib::Error::Canceled:
        return Fail(ErrorCode::kKey, "Vault's answer is too long");
      default:
        return Fail(ErrorCode::kIo, "Vault cannot be reached");
    }
  }

  // What Vault says besides its status is not shown: it may quote the request.
  static Result<SecretBytes> Refused(int status) {
    switch (status) {
      case 400:
        return Fail(ErrorCode::kKey,
                    "Vault refuses the request (400): another key or mount wrapped this, or it was changed");
      case 403:
        return Fail(ErrorCode::kKey, "Vault refuses the token, or what it may do with this key (403)");
      case 404:
        return Fail(ErrorCode::kKey, "Vault has no such mount or key (404)");
      case 429:
        return Fail(ErrorCode::kIo, "Vault has too many requests (429)");
      case 503:
        return Fail(ErrorCode::kIo, "Vault is sealed or starts (503)");
      default:
        return status >= 500 ? Fail(ErrorCode::kIo, "Vault failed (5xx)")
                             : Fail(ErrorCode::kKey, "Vault answers with a status that is not 200");
    }
  }

  VaultOptions options_;
};

}  // namespace

Result<std::unique_ptr<KeyWrapper>> MakeVaultWrapper(const VaultOptions& options) {
  if (!options.address.starts_with("https://") && !IsLoopback(options.address)) {
    return Fail(ErrorCode::kConfig, "the address of Vault begins with https:// (http:// for this machine alone)");
  }
  if (!IsWord(options.mount, "/") || !IsWord(options.key, "")) {
    return Fail(ErrorCode::kConfig, "Vault needs a mount and a key, of letters, digits, '-', '_' and '.'");
  }
  if (!options.name_space.empty() && !IsWord(options.name_space, "/")) {
    return Fail(ErrorCode::kConfig, "the namespace of Vault has letters, digits, '-', '_', '.' and '/'");
  }
  if (options.token_file.empty() == options.token_env.empty()) {
    return Fail(ErrorCode::kConfig, "Vault takes a token from token_file or from token_env, one of them");
  }
  return std::make_unique<VaultWrapper>(options);
}

}  // namespace veil
