#pragma once

#include <compare>
#include <cstdint>
#include <map>

#include "base/action_kind.h"
#include "base/identifier_type.h"

namespace veil {

// What one policy does with an identifier of a type, and what another one would.
struct ActionChange {
  IdentifierType type = IdentifierType::kUnknown;
  ActionKind from = ActionKind::kKeep;
  ActionKind to = ActionKind::kKeep;

  auto operator<=>(const ActionChange&) const = default;
};

// How many identifiers another policy would treat otherwise.
using ActionChanges = std::map<ActionChange, std::uint64_t>;

}  // namespace veil
