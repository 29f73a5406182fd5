#include "endpoint/assessment.h"

#include <algorithm>

namespace veil {
namespace {

ControlStanding StandingOf(const std::optional<ControlEvidence>& evidence, Day today) {
  if (!evidence || evidence->finding == EvidenceFinding::kUnknown) return ControlStanding::kUnknown;
  if (evidence->finding == EvidenceFinding::kNotMet) return ControlStanding::kNotMet;
  if (evidence->retrieved > today) return ControlStanding::kNotYet;
  return evidence->expires < today ? ControlStanding::kExpired : ControlStanding::kMet;
}

}  // namespace

Literal StandingName(ControlStanding standing) {
  switch (standing) {
    case ControlStanding::kMet:
      return "met";
    case ControlStanding::kUnknown:
      return "unknown";
    case ControlStanding::kNotMet:
      return "not met";
    case ControlStanding::kExpired:
      return "expired";
    case ControlStanding::kNotYet:
      return "dated in the future";
  }
  return "unknown";
}

Assessment::Assessment(const Endpoint& endpoint, Day today) : today_(today), holds_until_(endpoint.review_by) {
  for (std::size_t i = 0; i < kControlCount; ++i) {
    standings_[i] = StandingOf(endpoint.evidence[i], today);
    if (standings_[i] == ControlStanding::kMet) holds_until_ = std::min(holds_until_, endpoint.evidence[i]->expires);
  }
}

std::size_t Assessment::failing() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(standings_, [](ControlStanding s) { return s != ControlStanding::kMet; }));
}

}  // namespace veil
