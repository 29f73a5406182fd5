#pragma once

#include <string>

#include "audit/ledger_entry.h"

namespace veil {

// Adds what one batch or run says of a second policy to a sum; both are of the same policy.
void AddShadow(ShadowCounts& sum, const ShadowCounts& one);

// What a second policy would have changed, for people: counts alone, by reason, type and action.
std::string ShadowText(const ShadowCounts& shadow);
// One JSON object without line end, as the ledger writes it.
std::string ShadowJson(const ShadowCounts& shadow);

}  // namespace veil
