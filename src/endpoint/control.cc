#include "endpoint/control.h"

#include <algorithm>
#include <array>

namespace veil {
namespace {

// By VendorControl.
constexpr std::array<Literal, kControlCount> kNames = {
    "security_posture",   "signed_baa", "audit_logging", "audit_export",  "admin_permissions", "single_sign_on",
    "private_networking", "retention",  "no_training",   "subprocessors", "data_residency"};

}  // namespace

Literal ControlName(VendorControl control) { return kNames[static_cast<std::size_t>(control)]; }

std::optional<VendorControl> ControlFromName(std::string_view word) {
  const auto* found = std::ranges::find(kNames, word, &Literal::view);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<VendorControl>(found - kNames.begin());
}

}  // namespace veil
