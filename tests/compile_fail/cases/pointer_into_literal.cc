// error: Literal
#include "base/literal.h"
#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  const Literal literal{text.Expose().c_str()};
  (void)literal;
#else
  const Literal literal{"written here"};
  (void)literal;
#endif
}

}  // namespace veil
