#include "subject/succession.h"

namespace veil {

Verdict Weigh(const Held& held, const SeedRecord& next) {
  if (!held.record) {
    const bool back_from_the_dead = held.erased && *held.erased == Digest::Of(next.seed.view()).view();
    return back_from_the_dead ? Verdict::kRepair : Verdict::kTake;
  }
  const SeedRecord& current = *held.record;
  if (current == next) return Verdict::kTake;  // the same, perhaps under another data key
  if (current.standing != next.standing) return next.standing > current.standing ? Verdict::kTake : Verdict::kRepair;
  switch (current.standing) {
    case Standing::kClaimed:
      return Verdict::kRepair;
    case Standing::kSettled:
      return next.seed < current.seed ? Verdict::kTake : Verdict::kRepair;
    case Standing::kJoined:
      return next.survivor < current.survivor ? Verdict::kTake : Verdict::kRepair;
  }
  return Verdict::kRepair;
}

}  // namespace veil
