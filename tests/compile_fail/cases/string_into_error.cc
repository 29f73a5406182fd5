// error: Literal|convert
#include "base/phi.h"
#include "base/result.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  const Error error{ErrorCode::kMalformed, text.Expose()};
  (void)error;
#else
  const Error error{ErrorCode::kMalformed, "a segment has no name", 3};
  (void)error;
#endif
}

}  // namespace veil
