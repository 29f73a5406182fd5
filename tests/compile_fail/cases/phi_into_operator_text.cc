// error: OperatorText|no matching
#include "base/operator_text.h"
#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  const OperatorText shown(text);
  (void)shown;
#else
  const OperatorText shown("raw.hl7");
  (void)shown;
#endif
}

}  // namespace veil
