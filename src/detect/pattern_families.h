#pragma once

#include <span>

#include "detect/pattern.h"

namespace veil {

// The patterns of each family, in pattern_<family>.cc.
std::span<const Pattern> DatePatterns();
std::span<const Pattern> WrittenDatePatterns();
std::span<const Pattern> SpokenPatterns();
std::span<const Pattern> AgePatterns();
std::span<const Pattern> PhonePatterns();
std::span<const Pattern> SsnPatterns();
std::span<const Pattern> NetPatterns();
std::span<const Pattern> IdPatterns();
std::span<const Pattern> PlanPatterns();
std::span<const Pattern> LicensePatterns();
std::span<const Pattern> VehiclePatterns();
std::span<const Pattern> DevicePatterns();
std::span<const Pattern> BiometricPatterns();
std::span<const Pattern> RoomPatterns();
std::span<const Pattern> BareCodePatterns();
std::span<const Pattern> AddressPatterns();
std::span<const Pattern> RoadPatterns();
std::span<const Pattern> ZipPatterns();

}  // namespace veil
