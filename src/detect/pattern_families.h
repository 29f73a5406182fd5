#pragma once

#include <span>

#include "detect/pattern.h"

namespace veil {

// The patterns of each family, in pattern_<family>.cc.
std::span<const Pattern> NetPatterns();

}  // namespace veil
