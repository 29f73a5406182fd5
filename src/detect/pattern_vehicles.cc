#include <string>

#include "detect/check_digits.h"
#include "detect/code_form.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// Vehicle identification number, 49 CFR 565: seventeen letters and digits without I, O, Q.
constexpr std::string_view kVin = R"((?i)\b([A-HJ-NPR-Z0-9]{17})\b)";
constexpr std::string_view kVinPart =
    R"((?i)\bvin\b[ \t#:]*(?:(?:no|number|is|ends?|ending|last \w+)\b\.?[ \t:#]*(?:in |with )?)*([a-z0-9]{3,17})\b)";

// Marks of registration with a label; a state may stand between.
constexpr std::string_view kPlate =
    R"((?i)\b(?:(?:license |licence |lic\.? |number )?plates?|registration|vehicle reg|tags?|decal|placard|)"
    R"(tail(?: (?:no\.?|number|#))?|)"
    R"((?:parking|handicap|disabled|disability) (?:permit|placard))\b(?:[ \t:#=("]|\b(?:no|number|is|one|was|says|)"
    R"(sticker|reads|on (?:the |her |his )?[a-z]+)\b\.?)*)"
    R"((?:(?-i:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|)"
    R"(V[AT]|W[AIVY])[ \t:-]+)?)"
    R"(([a-z0-9]{1,4}[ -]?[a-z0-9]{1,6}(?:[ -](?-i:[A-Z0-9]{2,4}))?)(?:[^a-z0-9%/.-]|[.](?:\s|$)|$))";
constexpr std::string_view kPlateSpokenLabel = R"((?:license |licence )?plate)";

// A plate's usual forms near a vehicle: three letters and three or four digits, and the like.
constexpr std::string_view kNearVehicle =
    R"(\b([A-Z]{2,3}[ -]?\d{3,4}|\d{3}[ -]?[A-Z]{3}|\d[A-Z]{3}\d{3}|[A-Z]{3}[ -]?[A-Z0-9]\d{2}[A-Z]?|)"
    R"(\d[A-Z]\d[A-Z]\d)\b)";

// Aircraft registration, 14 CFR 47.15: N, one to five characters.
constexpr std::string_view kTail = R"(\b(N[1-9]\d{0,4}[A-HJ-NP-Z]{0,2})\b)";

bool IsVin(const PatternMatch& match) { return VinHolds(TextOf(match)); }

// A mistyped one, or one of a maker without check digit.
bool LooksLikeVin(const PatternMatch& match) {
  const std::string_view vin = TextOf(match);
  return LetterCount(vin) >= 3 && DigitCount(vin) >= 5;
}

bool IsPartOfVin(const PatternMatch& match) { return DigitCount(TextOf(match)) >= 3; }

bool IsPlate(const PatternMatch& match) {
  const std::string_view plate = TextOf(match);
  return DigitCount(plate) >= 2 && plate.size() >= 4 && !LooksLikeDate(plate) && !IsMeasureOrTerm(match) &&
         (LetterCount(plate) > 0 || DigitCount(plate) >= 5);
}

bool IsNearVehicle(const PatternMatch& match) {
  return HasWord(
      LineBefore(match, 48),
      {"car",       "truck",  "van",    "suv",        "sedan",  "pickup",    "vehicle", "minivan",   "motorcycle",
       "ambulance", "hearse", "jeep",   "toyota",     "honda",  "ford",      "chevy",   "chevrolet", "nissan",
       "hyundai",   "kia",    "subaru", "mazda",      "buick",  "dodge",     "gmc",     "lexus",     "volvo",
       "bmw",       "audi",   "tesla",  "volkswagen", "vw",     "mercedes",  "camry",   "corolla",   "civic",
       "accord",    "prius",  "rav4",   "tacoma",     "tahoe",  "silverado", "f-150",   "escape",    "explorer",
       "equinox",   "altima", "sentra", "elantra",    "sonata", "sequoia",   "sienna",  "odyssey",   "caravan"});
}

bool IsNearAircraft(const PatternMatch& match) {
  return HasWord(LineBefore(match, 40), {"tail", "medevac", "aircraft", "helicopter", "flight", "airplane", "plane"});
}

}  // namespace

std::span<const Pattern> VehiclePatterns() {
  static const std::string plate_spoken = Labelled(kPlateSpokenLabel, SpokenForm());
  static const std::string garage_spoken =
      R"((?i)\b(?:car|truck|van|suv|subaru|honda|toyota|ford|garage)\b[^\n]{0,48}?,[ \t]*()" +
      std::string(SpokenForm()) + ")";
  static const Pattern patterns[] = {
      {kVin, IdentifierType::kVehicle, 0.99F, IsVin},
      {kVin, IdentifierType::kVehicle, 0.85F, LooksLikeVin},
      {kVinPart, IdentifierType::kVehicle, 0.9F, IsPartOfVin},
      {kPlate, IdentifierType::kVehicle, 0.9F, IsPlate},
      {plate_spoken, IdentifierType::kVehicle, 0.9F, IsSpokenCode},
      {garage_spoken, IdentifierType::kVehicle, 0.7F, IsSpokenCode},
      {kNearVehicle, IdentifierType::kVehicle, 0.75F, IsNearVehicle},
      {kTail, IdentifierType::kVehicle, 0.85F, IsNearAircraft},
  };
  return patterns;
}

}  // namespace veil
