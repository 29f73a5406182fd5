// error: Loggable|constraints not satisfied|no matching function
#include "base/log.h"
#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  log::Info("message", log::With("text", view));
#else
  log::Info("message", log::With("bytes", view.size()));
#endif
}

}  // namespace veil
