#include "policy/policy_words.h"

#include <array>

namespace veil {

Literal TypeWords(IdentifierType type) {
  constexpr std::array<Literal, kIdentifierTypeCount> kWords = {"names of patients",
                                                                "names of relatives",
                                                                "names of clinicians",
                                                                "street addresses",
                                                                "places below a state",
                                                                "ZIP codes",
                                                                "names of facilities",
                                                                "dates",
                                                                "ages over 89",
                                                                "phone and fax numbers",
                                                                "e-mail addresses",
                                                                "social security numbers",
                                                                "medical record numbers",
                                                                "health plan numbers",
                                                                "account numbers",
                                                                "licences and certificates",
                                                                "vehicles and plates",
                                                                "devices",
                                                                "URLs",
                                                                "IP addresses",
                                                                "biometric identifiers",
                                                                "other numbers and codes",
                                                                "years",
                                                                "ages below 90",
                                                                "states",
                                                                "what no table knows"};
  return kWords[static_cast<std::size_t>(type)];
}

Literal ActionWords(ActionKind action, IdentifierType type) {
  switch (action) {
    case ActionKind::kSurrogate:
      return "replaced by invented ones";
    case ActionKind::kShift:
      return "moved by one number of days for each patient";
    case ActionKind::kMask:
      return "overwritten with asterisks";
    case ActionKind::kRedact:
      return type == IdentifierType::kUnknown ? Literal("removed") : Literal("replaced by a tag");
    case ActionKind::kKeep:
      return "left as they are";
    case ActionKind::kGeneralize:
      break;
  }
  if (type == IdentifierType::kZip) return "cut to three digits, or 000";
  if (type == IdentifierType::kYear) return "left unless they show an age over 89";
  return type == IdentifierType::kAgeOver89 ? Literal("written as 90 or older") : Literal("cut to the year");
}

Literal BasisWords(Basis basis) {
  switch (basis) {
    case Basis::kSafeHarbor:
      return "Safe Harbor, 45 CFR 164.514(b)(2)";
    case Basis::kExpertDetermination:
      return "Expert Determination, 45 CFR 164.514(b)(1)";
    case Basis::kLimitedDataSet:
      return "a limited data set, 45 CFR 164.514(e)";
    case Basis::kNone:
      break;
  }
  return "none, since nothing is published";
}

Literal DerivationWords(Derivation derivation) {
  if (derivation == Derivation::kForbidden) return "not derived from the patient; nothing links two messages";
  return "a keyed function of the patient's identifier; one patient is one person everywhere";
}

Literal OutputWords(PolicyOutput output) {
  return output == PolicyOutput::kNone ? Literal("nothing; identifiers are counted alone")
                                       : Literal("de-identified messages");
}

Literal CheckDigitsWords(CheckDigitRule rule) {
  return rule == CheckDigitRule::kInvalid ? Literal("wrong, so that no number is anybody's")
                                          : Literal("right where they were right");
}

Literal VaultWords(bool kept) {
  return kept ? Literal("kept, sealed to the holder of the vault key") : Literal("kept nowhere");
}

Literal ProvidersWords(Providers providers) {
  return providers == Providers::kKept ? Literal("left where a structured field gives them")
                                       : Literal("as the names of clinicians");
}

}  // namespace veil
