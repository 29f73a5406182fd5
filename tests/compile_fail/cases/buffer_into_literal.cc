// error: constant expression|not a constant
#include "base/literal.h"
#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  const char buffer[4] = {text.Expose()[0]};
  const Literal literal{buffer};
  (void)literal;
#else
  const Literal literal{"abc"};
  (void)literal;
#endif
}

}  // namespace veil
