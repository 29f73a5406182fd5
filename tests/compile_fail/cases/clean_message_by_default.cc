// error: CleanMessage
#include "message/outcome.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  const CleanMessage clean{};
  (void)clean;
#else
  const RawMessage raw{};
  (void)raw;
#endif
}

}  // namespace veil
