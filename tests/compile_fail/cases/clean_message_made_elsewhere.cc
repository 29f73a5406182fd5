// error: private
#include "message/outcome.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  const CleanMessage clean(Origin{}, Format::kText, "", "", {});
  (void)clean;
#else
  const Quarantined quarantined{RawMessage{}, Error{ErrorCode::kLeak, "an original stands in the output"}};
  (void)quarantined;
#endif
}

}  // namespace veil
