#include <string>

#include "detect/code_form.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// 45 CFR 164.514(b)(2)(i)(M).
constexpr std::string_view kLabels =
    R"(s/n|s\.n|sn|ser(?:ial)?(?:s)?|imei|meid|iccid|udi(?:-?di|-?pi)?|asset(?: tag)?|biomed(?: tag)?|device id|)"
    R"(equipment id|)"
    R"(bed tag|tag hugs|hugs|transmitter|implant id)";

// Things that are also said with other numbers.
constexpr std::string_view kWeakLabels = "seed|cassette|station|generator|lead|kit";

// GS1 carrier, 21 CFR 801.40: application identifiers in parentheses, (01) first.
constexpr std::string_view kGs1 = R"((\(01\)[ ]?\d{14}(?:[ ]?\(\d{2,3}\)[ ]?[A-Za-z0-9./_-]+)*))";
// The same without parentheses, behind its label.
constexpr std::string_view kGs1Bare = R"(\b(01\d{14}(?:1[0157]|21|30)[A-Za-z0-9]{2,40})\b)";
// HIBCC carrier (ANSI/HIBC 2.6): "+", four characters of the labeller, product, "/$$" with lot, date or serial.
constexpr std::string_view kHibcc = R"((\+[A-Z]\d{3}[A-Z0-9]{2,20}(?:/[$+A-Z0-9.-]+)*))";
// IMEI, 3GPP TS 23.003: fifteen digits, hyphens after 2, 8, 14.
constexpr std::string_view kImei = R"(\b(\d{2}-\d{6}-\d{6}-\d)\b)";

// A maker's name or a word between label and number: "SERIAL PENTERO 6634 ...".
constexpr std::string_view kNamedLabel = R"((?:s/n|sn|ser(?:ial)?) (?-i:[A-Z]{3,12}))";

bool IsSerial(const PatternMatch& match) {
  const std::string_view serial = TextOf(match);
  const bool decimal = serial.find('.') != std::string_view::npos && DigitCount(serial) < 5;
  return DigitCount(serial) >= 2 && !decimal && LettersAndDigits(serial).size() >= 4 && !LooksLikeDate(serial) &&
         !IsMeasureOrTerm(match);
}

// "KIT D816V": one amino acid for another (HGVS, one-letter code).
bool IsProteinChange(std::string_view code) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return code.size() >= 4 && capital(code.front()) && capital(code.back()) && DigitCount(code) == code.size() - 2;
}

// "RA lead 5076-52  s/n ...": the model, where the serial number has its own label.
bool IsWeakSerial(const PatternMatch& match) {
  if (HasWord(LineBefore(match, 5), {"kit"}) && IsProteinChange(TextOf(match))) return false;
  return IsEvidentCode(match) && !HasWord(LineAfter(match, 16), {"sn", "s/n", "serial", "ser"});
}

// A lot names an implant or a line in a body; a lot of a drug or vaccine is no identifier of a person.
bool IsDeviceLot(const PatternMatch& match) {
  if (LettersAndDigits(TextOf(match)).size() < 5) return false;
  if (IsMeasureOrTerm(match)) return false;
  const std::string near = LineBefore(match, 90) + " " + LineAfter(match, 40);
  if (HasWord(near, {"vaccine", "im", "sc", "subq", "dose", "tab*", "bottle", "vial", "flu", "exp", "ndc", "mg", "ml",
                     "vis", "infusion", "site", "deltoid", "thigh"})) {
    return false;
  }
  return HasWord(near, {"implant*", "baseplate", "component", "femoral", "tibial", "insert", "stent", "picc",
                        "device",   "mesh",      "graft",     "valve",   "lens",   "iol",    "nail",  "clip*",
                        "s/n",      "udi",       "titan*",    "rod",     "anchor", "shunt",  "pump"});
}

}  // namespace

std::span<const Pattern> DevicePatterns() {
  static const std::string serial = Labelled(kLabels);
  static const std::string weak = Labelled(kWeakLabels);
  static const std::string serial_named = Labelled(kNamedLabel);
  static const std::string serial_spoken = Labelled(kLabels, SpokenForm());
  static const std::string lot = Labelled("lots?");
  static const Pattern patterns[] = {
      {serial, IdentifierType::kDevice, 0.92F, IsSerial},
      {weak, IdentifierType::kDevice, 0.86F, IsWeakSerial},
      {serial_named, IdentifierType::kDevice, 0.9F, IsSerial},
      {serial_spoken, IdentifierType::kDevice, 0.9F, IsSpokenCode},
      {kGs1, IdentifierType::kDevice, 0.99F},
      {kGs1Bare, IdentifierType::kDevice, 0.9F},
      {kHibcc, IdentifierType::kDevice, 0.95F},
      {kImei, IdentifierType::kDevice, 0.95F},
      {lot, IdentifierType::kDevice, 0.75F, IsDeviceLot},
  };
  return patterns;
}

}  // namespace veil
