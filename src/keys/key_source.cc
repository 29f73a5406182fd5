#include "keys/key_source.h"

#include <sodium.h>

#include <cstdlib>
#include <cstring>

#include "keys/key_file.h"

namespace veil {
namespace {

tl::unexpected<ConfigError> Wrong(const std::string& place, std::string_view what) {
  return tl::make_unexpected(ConfigError{place, 0, 0, std::string(what)});
}

// What the kernel shows of the environment in /proc is this very memory, so the value is overwritten there. It cannot
// be read a second time.
ConfigResult<SecretBytes> TakeFromEnvironment(const std::string& name) {
  char* value = std::getenv(name.c_str());
  if (value == nullptr || *value == '\0') return Wrong("$" + name, "is not set; it holds what `veil key new` writes");
  const std::size_t size = std::strlen(value);
  SecretBytes text = SecretBytes::CopyOf({value, size});
  sodium_memzero(value, size);
  unsetenv(name.c_str());
  return text;
}

}  // namespace

ConfigResult<KeyRing> LoadKeyRing(const KeySource& source, RingKind kind) {
  const std::string& path = source.wrapped.empty() ? source.file : source.wrapped;
  const std::string place = source.env.empty() ? path : "$" + source.env;
  VEIL_ASSIGN(const SecretBytes text,
              source.env.empty() ? ReadKeyFile(path, KeyFileMode::kOwnerOnly) : TakeFromEnvironment(source.env));
  auto ring = KeyRing::Parse(text, kind);
  if (!ring) return Wrong(place, ring.error().what.view());
  if (source.wrapped.empty()) {
    if (ring->NeedsWrapper()) return Wrong(place, "holds wrapped keys; give it as 'wrapped', with the KMS");
    return std::move(*ring);
  }
  if (!ring->NeedsWrapper()) return Wrong(place, "holds keys that no KMS has wrapped; `veil key wrap` does so");
  const auto wrapper = MakeKeyWrapper(source.kms);
  if (!wrapper) return Wrong(place, wrapper.error().what.view());
  const Result<void> unwrapped = ring->Unwrap(**wrapper);
  if (!unwrapped) return Wrong(place, unwrapped.error().what.view());
  return std::move(*ring);
}

}  // namespace veil
