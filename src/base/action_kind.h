#pragma once

#include <cstddef>
#include <cstdint>

#include "base/literal.h"

namespace veil {

// What a policy does with a finding.
enum class ActionKind : std::uint8_t {
  kSurrogate,   // another value of the same form
  kShift,       // dates: moved by the subject's whole-day shift
  kGeneralize,  // less precise: a year, ZIP3, "90 or older"
  kMask,        // same length, every letter and digit overwritten
  kRedact,      // a typed tag such as [DATE], or nothing where the format has no place for one
  kKeep,
};
inline constexpr std::size_t kActionKindCount = static_cast<std::size_t>(ActionKind::kKeep) + 1;

Literal ActionKindName(ActionKind kind);  // "surrogate", "shift", ...

}  // namespace veil
