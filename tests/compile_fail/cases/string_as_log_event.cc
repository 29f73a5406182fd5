// error: Literal
#include "base/log.h"
#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  log::Info(text.Expose());
#else
  log::Info("message");
#endif
}

}  // namespace veil
