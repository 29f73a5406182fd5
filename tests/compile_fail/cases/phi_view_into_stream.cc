// error: no match for .operator<<.|invalid operands
#include <iostream>

#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  std::cout << view;
#else
  std::cout << view.size();
#endif
}

}  // namespace veil
