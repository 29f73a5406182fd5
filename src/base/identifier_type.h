#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/literal.h"

namespace veil {

// The identifiers of the HIPAA Safe Harbor method, 45 CFR 164.514(b)(2)(i), as clinical annotation names them, then the
// types that may stay, then what an unknown part of a structured message counts as.
enum class IdentifierType : std::uint8_t {
  kNamePatient,
  kNameRelative,
  kNameProvider,
  kStreet,
  kCity,
  kZip,
  kFacility,
  kDate,
  kAgeOver89,
  kPhone,
  kEmail,
  kSsn,
  kMrn,
  kHealthPlan,
  kAccount,
  kLicense,
  kVehicle,
  kDevice,
  kUrl,
  kIp,
  kBiometric,
  kId,
  // May stay under Safe Harbor; a policy may still change them.
  kYear,
  kAge,
  kState,
  // A segment, field, element or extension that no table knows (DESIGN 1.6).
  kUnknown,
};

inline constexpr std::size_t kIdentifierTypeCount = static_cast<std::size_t>(IdentifierType::kUnknown) + 1;

// "NAME_PATIENT", "DATE", ...: the word used in policies, metrics, receipts and annotated text.
Literal IdentifierTypeName(IdentifierType type);

// As above, with NAME for the three rows of names and ID for kUnknown: the word `veil detect` prints.
Literal PublicTypeName(IdentifierType type);

// The inverse of IdentifierTypeName; NAME is a patient's. Nothing for any other word.
std::optional<IdentifierType> IdentifierTypeFromName(std::string_view name);

constexpr bool IsName(IdentifierType type) { return type <= IdentifierType::kNameProvider; }

// True for the types that Safe Harbor lets stay.
constexpr bool MayStay(IdentifierType type) {
  return type == IdentifierType::kYear || type == IdentifierType::kAge || type == IdentifierType::kState;
}

}  // namespace veil
