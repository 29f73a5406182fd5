// error: convert|conversion|no viable
#include "base/config_error.h"
#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  const ConfigError error{"veil.yaml", 1, 1, text};
  (void)error;
#else
  const ConfigError error{"veil.yaml", 1, 1, "unknown key"};
  (void)error;
#endif
}

}  // namespace veil
