#include "keys/key_text.h"

#include <sodium.h>

#include <cstring>

namespace veil {

std::optional<SecretBytes> DecodeBase64(std::string_view text) {
  SecretBytes bytes(text.size() / 4 * 3 + 3);
  std::size_t size = 0;
  const char* end = nullptr;
  const bool decoded = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                                         sodium_base64_VARIANT_ORIGINAL) == 0;
  if (!decoded || end != text.data() + text.size()) return std::nullopt;
  bytes.Cut(size);
  return bytes;
}

SecretBytes EncodeBase64(std::string_view bytes) {
  SecretBytes text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL));
  sodium_bin2base64(reinterpret_cast<char*>(text.data()), text.size(),
                    reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.Cut(text.size() - 1);  // the function's own end mark
  return text;
}

std::optional<SecretBytes> DecodeKeyLine(std::string_view text, Literal kind) {
  if (!text.starts_with(kind.view())) return std::nullopt;
  text.remove_prefix(kind.view().size());
  if (text.ends_with('\n')) text.remove_suffix(1);
  auto key = DecodeBase64(text);
  if (key && key->size() != kKeySize) return std::nullopt;
  return key;
}

SecretBytes EncodeKeyLine(std::string_view key, Literal kind) {
  const SecretBytes text = EncodeBase64(key);
  SecretBytes line(kind.view().size() + text.size() + 1);
  std::memcpy(line.data(), kind.view().data(), kind.view().size());
  std::memcpy(line.data() + kind.view().size(), text.data(), text.size());
  line.data()[line.size() - 1] = '\n';
  return line;
}

Digest KeyId(std::string_view key) { return Hmac(key, "veil key id 1"); }

}  // namespace veil
