#include "app/surrogate_key.h"

namespace veil {

ConfigResult<LoadedSurrogateKey> LoadSurrogateKey(const SurrogateKeySource& source) {
  VEIL_ASSIGN(const KeyRing ring, LoadKeyRing(source.source, RingKind::kSurrogate));
  const auto epoch = ring.Epoch(source.epoch == 0 ? ring.active().number : source.epoch);
  if (!epoch) {
    const std::string place = source.source.file + source.source.wrapped + source.source.env;
    return tl::make_unexpected(ConfigError{place, 0, 0, std::string(epoch.error().what.view())});
  }
  return LoadedSurrogateKey{SurrogateKey(SecretBytes::CopyOf((*epoch)->key.view())), (*epoch)->id};
}

}  // namespace veil
