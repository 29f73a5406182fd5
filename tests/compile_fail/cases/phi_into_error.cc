// error: Literal|convert
#include "base/phi.h"
#include "base/result.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  Result<int> result = Fail(ErrorCode::kMalformed, text);
  (void)result;
#else
  Result<int> result = Fail(ErrorCode::kMalformed, "a segment has no name");
  (void)result;
#endif
}

}  // namespace veil
