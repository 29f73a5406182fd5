#pragma once

#include <array>
#include <span>

#include "base/identifier_type.h"
#include "base/literal.h"

namespace veil {

// An item of 45 CFR 164.514(b)(2)(i) and the identifier types that stand for it.
struct SafeHarborItem {
  Literal letter;  // "A" to "R"
  Literal words;   // what the rule names, shortened
  std::span<const IdentifierType> types;
};

// All 18, in the order of the rule. Types that may stay (years, ages, states) belong to none.
const std::array<SafeHarborItem, 18>& SafeHarborItems();

}  // namespace veil
