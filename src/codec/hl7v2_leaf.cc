#include "codec/hl7v2_leaf.h"

#include <algorithm>
#include <array>
#include <string>

#include "codec/term.h"
#include "codec/value_words.h"

namespace veil::hl7v2 {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool HasDigit(std::string_view text) { return std::any_of(text.begin(), text.end(), IsDigit); }
bool HasSpace(std::string_view text) { return text.find(' ') != std::string_view::npos; }

// Letters and digits mixed, or parts between hyphens, of a length that codes of tables rarely have: senders put member
// and record numbers where a code belongs.
bool LooksLikeIdentifier(std::string_view text) {
  constexpr std::ptrdiff_t kSizeMin = 8;
  const auto digits = std::count_if(text.begin(), text.end(), IsDigit);
  const auto letters = std::count_if(text.begin(), text.end(), IsLetter);
  return digits > 0 && digits + letters >= kSizeMin && (letters > 0 || std::count(text.begin(), text.end(), '-') > 1);
}

std::string Upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

template <std::size_t N>
bool OneOf(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// [+-] digits [. digits] [exponent], with a comparator or percent sign around it.
bool IsNumber(std::string_view text) {
  const std::size_t begin = text.find_first_not_of("<>=+- ");
  if (begin == std::string_view::npos) return true;
  const std::string_view rest = text.substr(begin);
  return std::all_of(rest.begin(), rest.end(),
                     [](char c) {
                       return IsDigit(c) || c == '.' || c == ',' || c == '+' || c == '-' || c == 'e' || c == 'E' ||
                              c == '%' || c == ' ' || c == ':' || c == '/';
                     }) &&
         std::count_if(rest.begin(), rest.end(), IsDigit) <= 9;
}

struct IdKind {
  std::string_view code;
  IdentifierType type;
};
// HL7 table 0203, identifier type.
constexpr std::array<IdKind, 44> kIdKinds = {
    {{"MR", IdentifierType::kMrn},        {"MRN", IdentifierType::kMrn},        {"PI", IdentifierType::kMrn},
     {"PT", IdentifierType::kMrn},        {"LR", IdentifierType::kMrn},         {"PE", IdentifierType::kMrn},
     {"PN", IdentifierType::kMrn},        {"MRT", IdentifierType::kMrn},        {"SS", IdentifierType::kSsn},
     {"SSN", IdentifierType::kSsn},       {"DL", IdentifierType::kLicense},     {"DN", IdentifierType::kLicense},
     {"NPI", IdentifierType::kLicense},   {"DEA", IdentifierType::kLicense},    {"MD", IdentifierType::kLicense},
     {"LN", IdentifierType::kLicense},    {"UPIN", IdentifierType::kLicense},   {"RN", IdentifierType::kLicense},
     {"PPN", IdentifierType::kId},        {"AN", IdentifierType::kAccount},     {"ANON", IdentifierType::kAccount},
     {"VN", IdentifierType::kAccount},    {"FI", IdentifierType::kAccount},     {"FIN", IdentifierType::kAccount},
     {"ACSN", IdentifierType::kAccount},  {"PLAC", IdentifierType::kAccount},   {"FILL", IdentifierType::kAccount},
     {"AM", IdentifierType::kAccount},    {"BA", IdentifierType::kAccount},     {"BC", IdentifierType::kAccount},
     {"DI", IdentifierType::kAccount},    {"DS", IdentifierType::kAccount},     {"MA", IdentifierType::kHealthPlan},
     {"MC", IdentifierType::kHealthPlan}, {"MCR", IdentifierType::kHealthPlan}, {"MCD", IdentifierType::kHealthPlan},
     {"MB", IdentifierType::kHealthPlan}, {"SN", IdentifierType::kHealthPlan},  {"NH", IdentifierType::kHealthPlan},
     {"HC", IdentifierType::kHealthPlan}, {"PNT", IdentifierType::kHealthPlan}, {"WC", IdentifierType::kHealthPlan},
     {"SR", IdentifierType::kId},         {"EI", IdentifierType::kId}}};

// Who issues numbers to everybody and so tells nothing of anyone.
constexpr std::array<std::string_view, 20> kSchemes = {"USSSA", "SSA", "NPI",  "NPPES", "CMS",  "DEA", "UPIN",
                                                       "CLIA",  "ISO", "DNS",  "UUID",  "GUID", "L",   "M",
                                                       "N",     "URI", "X400", "X500",  "HL7",  "HCFA"};

std::string FirstSubcomponent(std::string_view component) { return Upper(component.substr(0, component.find('&'))); }

IdentifierType CxType(const FieldRow& row, const Siblings& siblings) {
  const auto of_code = [](std::string_view code) {
    return std::find_if(kIdKinds.begin(), kIdKinds.end(), [&](const IdKind& kind) { return kind.code == code; });
  };
  if (const auto* kind = of_code(Upper(siblings.At(5))); kind != kIdKinds.end()) return kind->type;
  const std::string authority = FirstSubcomponent(siblings.At(4));
  if (authority == "USSSA" || authority == "SSA" || authority == "SSN") return IdentifierType::kSsn;
  if (authority == "NPI" || authority == "DEA") return IdentifierType::kLicense;
  return row.type == IdentifierType::kUnknown ? IdentifierType::kId : row.type;
}

IdentifierType NameType(Party party) {
  if (party == Party::kPatient) return IdentifierType::kNamePatient;
  if (party == Party::kRelative) return IdentifierType::kNameRelative;
  return IdentifierType::kNameProvider;
}

LeafClass XcnId(Party party, const Siblings& siblings) {
  const auto licensed = [](std::string_view code) {
    constexpr std::array<std::string_view, 7> kLicensed = {"NPI", "DEA", "UPIN", "LN", "MD", "RN", "SL"};
    return OneOf(kLicensed, code);
  };
  if (licensed(Upper(siblings.At(13))) || licensed(FirstSubcomponent(siblings.At(9))) || IsNpi(siblings.Self())) {
    return {FieldClass::kIdentifier, IdentifierType::kLicense};
  }
  const std::string_view self = siblings.Self();
  const bool name = siblings.Alone() && !HasDigit(self) && (HasSpace(self) || self.size() <= 3);
  // Words and numbers alone are no number: "Officer Reyes badge 1174".
  constexpr std::ptrdiff_t kBlanksOfProse = 2;
  if (siblings.Alone() && std::count(self.begin(), self.end(), ' ') >= kBlanksOfProse && HasDigit(self)) {
    return {FieldClass::kFreeText};
  }
  return {FieldClass::kIdentifier, name ? NameType(party) : IdentifierType::kId};
}

// The types of identifiers that are numbers, before which a label may stand.
bool IsNumberType(IdentifierType type) {
  constexpr std::array<IdentifierType, 9> kNumbers = {
      IdentifierType::kMrn,     IdentifierType::kSsn,     IdentifierType::kHealthPlan,
      IdentifierType::kAccount, IdentifierType::kLicense, IdentifierType::kVehicle,
      IdentifierType::kDevice,  IdentifierType::kId,      IdentifierType::kBiometric};
  return std::find(kNumbers.begin(), kNumbers.end(), type) != kNumbers.end();
}

// One digit is no place, and words may say that there is none.
bool IsNoPlace(std::string_view text, IdentifierType type) {
  const bool place = type == IdentifierType::kStreet || type == IdentifierType::kCity;
  return place && ((text.size() == 1 && IsDigit(text[0])) || GivesNone(text));
}

// Numbers that states and the nation give (HL7 table 0203): who gives them is no facility.
bool IsOfState(const FieldRow& row, const Siblings& siblings) {
  constexpr std::array<std::string_view, 9> kTypes = {"SR", "SS", "DL", "MA", "MC", "MCD", "MCR", "PPN", "NPI"};
  constexpr std::size_t kAuthority = 3;
  const bool of_id = row.format != nullptr && row.format->name == "CX" && siblings.self == kAuthority;
  return of_id && (OneOf(kTypes, Upper(siblings.At(5))) || siblings.At(1).starts_with("model:"));
}

// A room has a number; letters alone are those of a ward or a clinic.
LeafClass Room(std::string_view text) {
  constexpr std::size_t kLettersMin = 2;
  constexpr std::size_t kLettersMax = 5;
  const bool letters = text.size() >= kLettersMin && text.size() <= kLettersMax &&
                       std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (letters) return {FieldClass::kTerm};
  return {FieldClass::kIdentifier, IdentifierType::kId};
}

LeafClass Telecom(std::string_view text) {
  if (text.find('@') != std::string_view::npos) return {FieldClass::kIdentifier, IdentifierType::kEmail};
  if (HasDigit(text)) return {FieldClass::kIdentifier, IdentifierType::kPhone};
  return {FieldClass::kFreeText};
}

// Five capitals at most, or a floor's number and one or two: "GILAB", "4W", "2NE".
bool IsWardCode(std::string_view text) {
  constexpr std::size_t kLettersMax = 5;
  constexpr std::size_t kWingMax = 2;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view letters = text.substr(digits);
  return !letters.empty() && letters.size() <= (digits == 0 ? kLettersMax : kWingMax) && digits <= 2 &&
         std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// A point of care is a ward, unless it holds the room (MICU-12, RM 6) or is a street address. Customary codes of wards
// are codes; other short codes are words at which nobody guesses names.
LeafClass Location(std::string_view text) {
  constexpr std::array<std::string_view, 40> kWards = {
      "ER",   "ED",  "EMER", "ICU", "MICU", "SICU", "CICU", "CVICU", "CCU",  "NICU",  "PICU", "TICU", "NBN", "OR",
      "PACU", "OBS", "OB",   "LD",  "LDR",  "LND",  "PP",   "MED",   "SURG", "TELE",  "PEDS", "ONC",  "INF", "OPD",
      "CLN",  "RAD", "CT",   "MRI", "XR",   "US",   "LAB",  "ENDO",  "CATH", "REHAB", "PSY",  "MS"};
  if (OneOf(kWards, text)) return {FieldClass::kSafe};
  if (IsWardCode(text)) return {FieldClass::kTerm};
  const auto words = std::count(text.begin(), text.end(), ' ') + 1;
  if (!text.empty() && IsDigit(text[0]) && words >= 3) return {FieldClass::kIdentifier, IdentifierType::kStreet};
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const bool joint = text[i] == '-' || text[i] == ' ' || text[i] == '#';
    if (joint && IsDigit(text[i + 1]) && words <= 2 && IsLetter(text[0])) {
      return {FieldClass::kIdentifier, IdentifierType::kId};
    }
  }
  return {FieldClass::kFreeText};
}

// HL7 table 0396, coding systems that are published, and what senders write for the same.
bool IsPublished(std::string_view system) {
  constexpr std::array<std::string_view, 28> kSystems = {
      "LN",  "LOINC", "SCT",  "SNOMED", "SNOMED-CT", "SNM",    "I9",   "I9C", "I10", "I10C",
      "ICD", "ICD10", "I10P", "C4",     "CPT",       "CPT4",   "CVX",  "MVX", "NDC", "RXNORM",
      "RXN", "HCPCS", "UCUM", "MDC",    "ISO+",      "CDCREC", "UMLS", "DCM"};
  const std::string name = Upper(system);
  const bool table =
      name.size() == 7 && name.starts_with("HL7") && name.find_first_not_of("0123456789", 3) == std::string::npos;
  return table || OneOf(kSystems, name);
}

// The kinds of content that look at the leaf or its neighbours.
LeafClass ByContent(const Rule& rule, const FieldRow& row, Party party, const Siblings& siblings) {
  const std::string_view self = siblings.Self();
  switch (rule.content) {
    case Content::kSafe:
    case Content::kCode:
      return {HasSpace(self) || LooksLikeIdentifier(self) ? FieldClass::kFreeText : FieldClass::kSafe};
    case Content::kNumber:
      return {IsNumber(self) ? FieldClass::kSafe : FieldClass::kFreeText};
    case Content::kTerm: {
      // Words that are their code again say no more than it: NEW^New.
      const bool code_again = Upper(siblings.At(siblings.self)) == Upper(self);
      return {ClassOfDisplay(self, code_again || IsPublished(siblings.At(siblings.self + 2)))};
    }
    case Content::kLabel:
      return {ClassOfLabel(self)};
    case Content::kCxId:
      return {FieldClass::kIdentifier, CxType(row, siblings)};
    case Content::kRoom:
      return Room(self);
    case Content::kXcnId:
      return XcnId(party, siblings);
    case Content::kTelecom:
      return Telecom(self);
    case Content::kLocation:
      return Location(self);
    case Content::kAuthority:
      if (OneOf(kSchemes, Upper(self))) return {FieldClass::kSafe};
      if (IsOfState(row, siblings)) return {ClassOfLabel(self)};
      return {FieldClass::kIdentifier, IdentifierType::kFacility};
    default:
      return {};
  }
}

LeafClass ClassOf(const Rule& rule, const FieldRow& row, Party party, const Siblings& siblings) {
  switch (rule.content) {
    case Content::kFreeText:
      return {FieldClass::kFreeText};
    case Content::kIdentifier:
      if (IsNoPlace(siblings.Self(), rule.type)) return {FieldClass::kSafe};
      return {FieldClass::kIdentifier, rule.type};
    case Content::kDate:
      return {FieldClass::kIdentifier, IdentifierType::kDate, true};
    case Content::kName:
      return {FieldClass::kIdentifier, NameType(party)};
    case Content::kOwn:
      return {FieldClass::kIdentifier, row.type == IdentifierType::kUnknown ? IdentifierType::kId : row.type};
    default:
      return ByContent(rule, row, party, siblings);
  }
}

}  // namespace

bool Siblings::Alone() const {
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (i != self && !leaves[i].empty()) return false;
  }
  return true;
}

LeafClass Classify(const Rule& rule, const FieldRow& row, Party party, const Siblings& siblings) {
  const std::string_view self = siblings.Self();
  if (self == "\"\"") return {FieldClass::kSafe};  // "delete what you have": no value (v2.5.1 2.5.3)
  LeafClass leaf = ClassOf(rule, row, party, siblings);
  if (leaf.field_class != FieldClass::kIdentifier || leaf.date) return leaf;
  if (IsNumberType(leaf.type)) leaf.label = LabelSize(self);
  if (IsName(leaf.type)) leaf.label = TitleSize(self);
  return leaf;
}

bool IsSelf(std::string_view relationship) {
  constexpr std::array<std::string_view, 4> kSelf = {"SEL", "SE", "SELF", "18"};
  return OneOf(kSelf, Upper(relationship));
}

bool IsNpi(std::string_view text) {
  constexpr std::size_t kDigits = 10;
  return text.size() == kDigits && (text[0] == '1' || text[0] == '2') && std::all_of(text.begin(), text.end(), IsDigit);
}

bool IsAgeObservation(std::string_view observation, std::string_view units) {
  constexpr std::array<std::string_view, 4> kAgeCodes = {"30525-0", "21612-7", "29553-5", "63900-5"};  // LOINC
  constexpr std::array<std::string_view, 7> kYears = {"", "A", "Y", "YR", "YRS", "YEAR", "YEARS"};
  if (!OneOf(kYears, FirstSubcomponent(units.substr(0, units.find('^'))))) return false;
  if (OneOf(kAgeCodes, observation.substr(0, observation.find('^')))) return true;
  const std::string upper = " " + Upper(observation) + " ";
  for (std::size_t at = upper.find("AGE"); at != std::string::npos; at = upper.find("AGE", at + 1)) {
    if (!IsLetter(upper[at - 1]) && !IsLetter(upper[at + 3])) return true;
  }
  return false;
}

}  // namespace veil::hl7v2
