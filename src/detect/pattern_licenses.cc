#include <string>

#include "detect/check_digits.h"
#include "detect/code_form.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// 45 CFR 164.514(b)(2)(i)(K). "lic", "license", "licence" stand before or after the kind of licence.
constexpr std::string_view kLabels =
    R"((?:driver'?s?|drivers|medical|nursing|pharmacy|state|md|rn|dl|cdl) ?(?:lic(?:en[sc]e)?|endorsement)?s?|)"
    R"(lic(?:en[sc]e)?s?\.?|)"
    R"(dl|cdl|oln|dln|upin|npi|dea|d e a|n p i|clia|fid(?: card)?|foid|cert(?:ificate|ification)?|cert|)"
    R"(reg(?:istration)?|)"
    R"(state id|bar|caqh|gmc|nmc|nrcme|ccn|board cert\w*)";

// DEA registration number, 21 CFR 1301: two letters (or a letter and 9) and seven digits.
constexpr std::string_view kDea = R"((?i)\b([a-z][a-z9]\d{7})\b)";
// National Provider Identifier, 45 CFR 162.406.
constexpr std::string_view kNpi = R"(\b([12]\d{9})\b)";
// "RN RN330917", "PhD  GA PSY002096": a code after a credential.
constexpr std::string_view kAfterCredential =
    R"(\b(?:MD|RN|LPN|PA-C|PhD|PsyD|LCSW|LMSW|LPC|LMFT|PharmD|RPh|DDS|DPM|OTR|CRNA|CNM|CNIM|APRN|FNP),?[ \t]+)"
    R"((?:\(?[A-Z]{2}[ \t]+)?([A-Z]{0,4}[ -]?\d{4,10}(?:-\d+)?)(?:[^A-Za-z0-9%/.:-]|[.](?:\s|$)|$))";
// "CLIA 27D0330917": two digits, D, seven digits (42 CFR 493; CMS form 116).
constexpr std::string_view kClia = R"(\b(\d{2}D\d{7})\b)";
// "license, GA 003309172": a state between label and number.
constexpr std::string_view kWithState = R"((?i)\b(?:lic(?:en[sc]e)?s?|permit|id|dl|cdl)\b[.,:#]?[ \t]*(?:(?:no|)"
                                        R"(number)\.?[ \t]*)?\(?(?-i:[A-Z]{2})\)?[ \t:#]+(?:(?-i:DL|ID|LIC) )?()";

bool IsDea(const PatternMatch& match) { return DeaHolds(TextOf(match)); }
bool IsNpi(const PatternMatch& match) { return NpiHolds(TextOf(match)) && !IsMeasureOrTerm(match); }

// "mg/dL": no driver's licence.
bool IsLicense(const PatternMatch& match) {
  const std::string before = LineBefore(match, 8);
  const std::size_t label = before.find("/dl");
  const bool unit = label != std::string::npos && LettersAndDigits(std::string_view(before).substr(label + 3)).empty();
  return !unit && IsEvidentCode(match);
}

}  // namespace

std::span<const Pattern> LicensePatterns() {
  static const std::string labelled = Labelled(kLabels);
  static const std::string spoken = Labelled(kLabels, SpokenForm());
  static const std::string suspended =
      R"((?i)\blic(?:en[sc]e)?\b[^\n.]{0,40}?\bit's ()" + std::string(SpokenForm()) + ")";
  static const std::string with_state =
      std::string(kWithState) + std::string(CodeForm()) + ")" + std::string(CodeEnd());
  static const Pattern patterns[] = {
      {labelled, IdentifierType::kLicense, 0.9F, IsLicense},
      {spoken, IdentifierType::kLicense, 0.9F, IsSpokenCode},
      {suspended, IdentifierType::kLicense, 0.8F, IsSpokenCode},
      {with_state, IdentifierType::kLicense, 0.9F, IsEvidentCode},
      {kDea, IdentifierType::kLicense, 0.95F, IsDea},
      {kNpi, IdentifierType::kLicense, 0.8F, IsNpi},
      {kAfterCredential, IdentifierType::kLicense, 0.8F, IsEvidentCode},
      {kClia, IdentifierType::kLicense, 0.9F},
  };
  return patterns;
}

}  // namespace veil
