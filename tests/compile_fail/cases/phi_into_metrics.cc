// error: Literal|OperatorText|convert|conversion
#include "base/phi.h"
#include "console/metrics.h"

namespace veil {

void Case(Metrics& metrics, const PhiString& text) {
#ifdef MUST_NOT_COMPILE
  metrics.SetConsumerLag(text, 0, 1);
#else
  metrics.SetConsumerLag(OperatorText("raw.hl7"), static_cast<std::int32_t>(text.size()), 1);
#endif
}

}  // namespace veil
