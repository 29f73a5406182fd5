// error: formattable|formatter
#include <fmt/format.h>
#include <fmt/ostream.h>

#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  (void)fmt::format("{}", text);
#else
  (void)fmt::format("{}", text.size());
#endif
}

}  // namespace veil
