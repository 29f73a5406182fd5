#pragma once

#include <cstdint>
#include <vector>

#include "base/literal.h"
#include "endpoint/registry.h"

namespace veil {

enum class ControlStanding : std::uint8_t {
  kMet,
  kUnknown,  // no evidence, or evidence that leaves it open
  kNotMet,   // the evidence says no
  kExpired,  // the evidence held until a day that is over
  kNotYet,   // the evidence was retrieved on a day to come
};

Literal StandingName(ControlStanding standing);  // "met", "unknown", "not met", "expired", "dated in the future"

// Go or no-go: an endpoint may be approved on `today` only if every control is met and its
// review is not overdue. Unknown is fail; expired is fail.
class Assessment {
 public:
  Assessment(const Endpoint& endpoint, Day today);

  ControlStanding Of(VendorControl control) const { return standings_[static_cast<std::size_t>(control)]; }
  bool go() const { return failing() == 0 && holds_until_ >= today_; }
  std::size_t failing() const;  // controls that are not met
  // The last day on which all controls that are met now still are, and the review is not due: grants end with it.
  Day holds_until() const { return holds_until_; }

 private:
  std::array<ControlStanding, kControlCount> standings_{};
  Day today_;
  Day holds_until_;
};

}  // namespace veil
