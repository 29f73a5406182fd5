#include "audit/safe_harbor.h"

namespace veil {
namespace {

using Type = IdentifierType;

template <Type... kList>
constexpr std::array<Type, sizeof...(kList)> kTypes = {kList...};

constexpr std::array<SafeHarborItem, 18> kItems = {{
    {"A", "names", kTypes<Type::kNamePatient, Type::kNameRelative, Type::kNameProvider>},
    {"B", "places smaller than a state", kTypes<Type::kStreet, Type::kCity, Type::kZip, Type::kFacility>},
    {"C", "dates but the year, ages over 89", kTypes<Type::kDate, Type::kAgeOver89>},
    {"D", "telephone and fax numbers", kTypes<Type::kPhone>},
    {"E", "fax numbers", {}},  // written like telephone numbers and counted with them
    {"F", "e-mail addresses", kTypes<Type::kEmail>},
    {"G", "social security numbers", kTypes<Type::kSsn>},
    {"H", "medical record numbers", kTypes<Type::kMrn>},
    {"I", "health plan numbers", kTypes<Type::kHealthPlan>},
    {"J", "account numbers", kTypes<Type::kAccount>},
    {"K", "certificate and license numbers", kTypes<Type::kLicense>},
    {"L", "vehicle identifiers, plates", kTypes<Type::kVehicle>},
    {"M", "device identifiers", kTypes<Type::kDevice>},
    {"N", "URLs", kTypes<Type::kUrl>},
    {"O", "IP addresses", kTypes<Type::kIp>},
    {"P", "biometric identifiers", kTypes<Type::kBiometric>},
    {"Q", "full-face photographs", {}},  // Veil does not look into pictures
    {"R", "any other number or code", kTypes<Type::kId, Type::kUnknown>},
}};

}  // namespace

const std::array<SafeHarborItem, 18>& SafeHarborItems() { return kItems; }

}  // namespace veil
