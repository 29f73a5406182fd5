#pragma once

#include "message/document.h"
#include "message/finding.h"

namespace veil {

// Joins what the detectors found into findings that are sorted by (field, begin) and do not overlap.
//
// The result covers every byte that any finding of an identifier covered: overlaps are joined, never dropped. The type
// comes from the strongest evidence, then confidence, then length. A finding of a type that may stay (YEAR, AGE, STATE)
// yields to any identifier it touches.
Findings Resolve(Findings findings);

}  // namespace veil
