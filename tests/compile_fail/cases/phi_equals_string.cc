// error: no match for .operator==.|invalid operands
#include <string>

#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  (void)(text == std::string("a"));
#else
  (void)(text == PhiString("a"));
#endif
}

}  // namespace veil
