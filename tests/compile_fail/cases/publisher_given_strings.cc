// error: convert|conversion|no viable|no matching
#include <string>
#include <vector>

#include "publish/publisher.h"

namespace veil {

void Case(Publisher& publisher, const std::vector<std::string>& forbidden, const std::vector<Outcome>& outcomes) {
  (void)forbidden, (void)outcomes;
#ifdef MUST_NOT_COMPILE
  (void)publisher.Commit(forbidden, {}, Checkpoint{});
#else
  (void)publisher.Commit(outcomes, {}, Checkpoint{});
#endif
}

}  // namespace veil
