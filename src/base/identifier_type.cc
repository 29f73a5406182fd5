#include "base/identifier_type.h"

namespace veil {
namespace {

constexpr std::array<Literal, kIdentifierTypeCount> kNames = {
    "NAME_PATIENT", "NAME_RELATIVE", "NAME_PROVIDER", "STREET", "CITY",   "ZIP", "FACILITY",
    "DATE",         "AGE_OVER_89",   "PHONE",         "EMAIL",  "SSN",    "MRN", "HEALTH_PLAN",
    "ACCOUNT",      "LICENSE",       "VEHICLE",       "DEVICE", "URL",    "IP",  "BIOMETRIC",
    "ID",           "YEAR",          "AGE",           "STATE",  "UNKNOWN"};

}  // namespace

Literal IdentifierTypeName(IdentifierType type) { return kNames[static_cast<std::size_t>(type)]; }

Literal PublicTypeName(IdentifierType type) {
  if (IsName(type)) return "NAME";
  if (type == IdentifierType::kUnknown) return "ID";
  return IdentifierTypeName(type);
}

std::optional<IdentifierType> IdentifierTypeFromName(std::string_view name) {
  if (name == "NAME") return IdentifierType::kNamePatient;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i].view() == name) return static_cast<IdentifierType>(i);
  }
  return std::nullopt;
}

}  // namespace veil
