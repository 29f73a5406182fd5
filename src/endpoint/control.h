#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/literal.h"

namespace veil {

// What must be known of an endpoint before it may read. The list is closed: a decision answers for each.
enum class VendorControl : std::uint8_t {
  kSecurityPosture,    // an independent report on the vendor's security that covers this service
  kSignedBaa,          // a business associate agreement that is signed (45 CFR 164.504(e))
  kAuditLogging,       // each request is logged: who, when, from where
  kAuditExport,        // those logs can be taken out by the operator
  kAdminPermissions,   // administration is by role, least privilege
  kSingleSignOn,       // administrators sign in through the operator's own identity provider
  kPrivateNetworking,  // requests do not cross the public internet
  kRetention,          // how long prompts and answers are kept is limited by contract
  kNoTraining,         // prompts and answers train nothing
  kSubprocessors,      // who else gets data is listed, and changes are announced
  kDataResidency,      // data stays where the registry says
};
inline constexpr std::size_t kControlCount = static_cast<std::size_t>(VendorControl::kDataResidency) + 1;

Literal ControlName(VendorControl control);                           // "signed_baa"
std::optional<VendorControl> ControlFromName(std::string_view word);  // nothing for any other word

}  // namespace veil
