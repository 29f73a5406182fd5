#include "base/action_kind.h"

namespace veil {

Literal ActionKindName(ActionKind kind) {
  switch (kind) {
    case ActionKind::kSurrogate:
      return "surrogate";
    case ActionKind::kShift:
      return "shift";
    case ActionKind::kGeneralize:
      return "generalize";
    case ActionKind::kMask:
      return "mask";
    case ActionKind::kRedact:
      return "redact";
    case ActionKind::kKeep:
      return "keep";
  }
  return "unknown";
}

}  // namespace veil
