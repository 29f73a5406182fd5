#pragma once

#include <span>
#include <vector>

#include "base/action_kind.h"
#include "message/document.h"
#include "message/finding.h"

namespace veil {

// Lets the names of clinicians stay that a structured field gives as such: their actions become kKeep.
//
// In free text a clinician's name cannot be told safely from a patient's or a relative's (about one in fifteen of those
// is taken for a clinician's), so what a detector thinks does not count. A name stays only where each of its words
// stands in a field that its format's table gives to a clinician (PV1-7, a legal authenticator, Practitioner.name), and
// none of its words is part of anything that the message must lose: a patient who bears the name of her physician takes
// the physician's with her. `actions` are what the policy says, by finding; `ruled` tells for which findings a rule of
// their field said it, which stands.
void KeepProviderNames(const Document& document, std::span<const Finding> findings, const std::vector<bool>& ruled,
                       std::vector<ActionKind>& actions);

}  // namespace veil
