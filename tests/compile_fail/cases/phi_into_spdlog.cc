// error: formattable|formatter|no matching function
#include <spdlog/spdlog.h>

#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  spdlog::info("{}", text);
#else
  spdlog::info("{}", text.size());
#endif
}

}  // namespace veil
