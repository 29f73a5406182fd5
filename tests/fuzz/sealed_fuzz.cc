#include <sodium.h>

#include <string>

#include "base/check.h"
#include "publish/sealing.h"

namespace veil::fuzz {
namespace {

struct KeyPair {
  std::string secret = std::string(crypto_box_SECRETKEYBYTES, 's');
  std::string open = std::string(crypto_box_PUBLICKEYBYTES, '\0');

  KeyPair() {
    crypto_scalarmult_base(reinterpret_cast<unsigned char*>(open.data()),
                           reinterpret_cast<const unsigned char*>(secret.data()));
  }
};

// The container's first bytes, then `plain` sealed: what anybody who has the public key can make.
std::string SealedBytes(const std::string& plain, const KeyPair& keys) {
  std::string sealed("VEILQ\x01", 6);
  sealed.resize(6 + plain.size() + crypto_box_SEALBYTES);
  VEIL_CHECK(crypto_box_seal(reinterpret_cast<unsigned char*>(sealed.data()) + 6,
                             reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                             reinterpret_cast<const unsigned char*>(keys.open.data())) == 0);
  return sealed;
}

}  // namespace
}  // namespace veil::fuzz

// A container of any bytes does not open; what is sealed opens as it was; sealed bytes of any kind are read or refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  static const fuzz::KeyPair keys;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  VEIL_CHECK(!Unseal(bytes, keys.secret));
  (void)Unseal(fuzz::SealedBytes(bytes, keys), keys.secret);

  RawMessage message;
  message.origin = {OperatorText("raw.hl7"), 3, 41};
  message.bytes = PhiString(bytes);
  message.key = PhiString(bytes.substr(0, size / 3));
  message.headers.push_back({PhiString(bytes.substr(size / 2)), PhiString(bytes)});
  const auto sealed = Seal(message, Sealing::kWhole, *QuarantineKey::FromBytes(keys.open));
  VEIL_CHECK(sealed.has_value());
  const auto opened = Unseal(*sealed, keys.secret);
  VEIL_CHECK(opened && opened->complete && opened->size == size);
  VEIL_CHECK(opened->message.bytes == message.bytes && opened->message.key == message.key);
  VEIL_CHECK(opened->message.origin == message.origin && opened->message.headers.size() == 1);
  VEIL_CHECK(opened->message.headers[0].name == message.headers[0].name);
  VEIL_CHECK(opened->message.headers[0].value == message.headers[0].value);
  return 0;
}
