#include "codec/fhir_leaf.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "codec/date_text.h"
#include "codec/fhir_person.h"
#include "codec/term.h"
#include "codec/value_words.h"

namespace veil::fhir {
namespace {

using T = IdentifierType;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool HasDigit(std::string_view text) { return std::any_of(text.begin(), text.end(), IsDigit); }
bool HasBlank(std::string_view text) { return text.find_first_of(" \t\r\n") != std::string_view::npos; }

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool Holds(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

struct IdKind {
  std::string_view word;
  T type;
};

// HL7 table 0203, identifier type, in lower case.
constexpr std::array<IdKind, 39> kIdCodes = {
    {{"mr", T::kMrn},        {"mrn", T::kMrn},        {"pi", T::kMrn},         {"pt", T::kMrn},
     {"lr", T::kMrn},        {"pe", T::kMrn},         {"mrt", T::kMrn},        {"ss", T::kSsn},
     {"sb", T::kSsn},        {"dl", T::kLicense},     {"dn", T::kLicense},     {"npi", T::kLicense},
     {"dea", T::kLicense},   {"md", T::kLicense},     {"ln", T::kLicense},     {"prn", T::kLicense},
     {"upin", T::kLicense},  {"rn", T::kLicense},     {"ppn", T::kId},         {"an", T::kAccount},
     {"vn", T::kAccount},    {"fi", T::kAccount},     {"acsn", T::kAccount},   {"plac", T::kAccount},
     {"fill", T::kAccount},  {"am", T::kAccount},     {"bc", T::kAccount},     {"ma", T::kHealthPlan},
     {"mc", T::kHealthPlan}, {"mcr", T::kHealthPlan}, {"mcd", T::kHealthPlan}, {"mb", T::kHealthPlan},
     {"sn", T::kHealthPlan}, {"nh", T::kHealthPlan},  {"hc", T::kHealthPlan},  {"wc", T::kHealthPlan},
     {"udi", T::kDevice},    {"sno", T::kDevice},     {"ei", T::kId}}};

// Words of Identifier.type.text.
constexpr std::array<IdKind, 24> kIdWords = {{{"medical record", T::kMrn},
                                              {"mrn", T::kMrn},
                                              {"chart", T::kMrn},
                                              {"social security", T::kSsn},
                                              {"ssn", T::kSsn},
                                              {"licen", T::kLicense},
                                              {"npi", T::kLicense},
                                              {"dea", T::kLicense},
                                              {"member", T::kHealthPlan},
                                              {"policy", T::kHealthPlan},
                                              {"subscriber", T::kHealthPlan},
                                              {"medicare", T::kHealthPlan},
                                              {"medicaid", T::kHealthPlan},
                                              {"insurance", T::kHealthPlan},
                                              {"account", T::kAccount},
                                              {"accession", T::kAccount},
                                              {"visit", T::kAccount},
                                              {"encounter", T::kAccount},
                                              {"claim", T::kAccount},
                                              {"serial", T::kDevice},
                                              {"asset", T::kDevice},
                                              {"palm", T::kBiometric},
                                              {"finger", T::kBiometric},
                                              {"plate", T::kVehicle}}};

// The end of an Identifier.system that everybody uses (R4 terminologies-systems, hl7.org/fhir/sid and OIDs).
constexpr std::array<IdKind, 9> kIdSystems = {{{"us-ssn", T::kSsn},
                                               {"2.16.840.1.113883.4.1", T::kSsn},
                                               {"us-npi", T::kLicense},
                                               {"2.16.840.1.113883.4.6", T::kLicense},
                                               {"us-medicare", T::kHealthPlan},
                                               {"us-mbi", T::kHealthPlan},
                                               {"2.16.840.1.113883.4.572", T::kHealthPlan},
                                               {"us-dea", T::kLicense},
                                               {"2.16.840.1.113883.4.814", T::kLicense}}};

// Words of questions that ask for an identifier; the first that a question holds counts. kUnknown: it asks for none.
constexpr std::array<IdKind, 31> kQuestionWords = {{{"medication", T::kUnknown},
                                                    {"medicine", T::kUnknown},
                                                    {"drug", T::kUnknown},
                                                    {"brand", T::kUnknown},
                                                    {"email", T::kEmail},
                                                    {"e-mail", T::kEmail},
                                                    {"phone", T::kPhone},
                                                    {"fax", T::kPhone},
                                                    {"social security", T::kSsn},
                                                    {"ssn", T::kSsn},
                                                    {"record number", T::kMrn},
                                                    {"mrn", T::kMrn},
                                                    {"member id", T::kHealthPlan},
                                                    {"member number", T::kHealthPlan},
                                                    {"policy number", T::kHealthPlan},
                                                    {"licen", T::kLicense},
                                                    {"street", T::kStreet},
                                                    {"address", T::kStreet},
                                                    {"city", T::kCity},
                                                    {"town", T::kCity},
                                                    {"county", T::kCity},
                                                    {"zip", T::kZip},
                                                    {"postal", T::kZip},
                                                    {"employer", T::kFacility},
                                                    {"school", T::kFacility},
                                                    {"pharmacy", T::kFacility},
                                                    {"hospital", T::kFacility},
                                                    {"physician", T::kNameProvider},
                                                    {"doctor", T::kNameProvider},
                                                    {"emergency contact", T::kNameRelative},
                                                    {"name", T::kNamePatient}}};

// Driving licences of the states and territories.
constexpr std::string_view kLicenseArc = "2.16.840.1.113883.4.3.";

T IdTypeOf(const Neighbours& beside, T own) {
  const std::string code = Lower(beside.type_code);
  for (const IdKind& kind : kIdCodes) {
    if (kind.word == code) return kind.type;
  }
  for (const IdKind& kind : kIdSystems) {
    if (std::string_view(beside.system).ends_with(kind.word)) return kind.type;
  }
  if (Holds(beside.system, kLicenseArc)) return T::kLicense;
  const std::string text = Lower(beside.type_text);
  for (const IdKind& kind : kIdWords) {
    if (Holds(text, kind.word)) return kind.type;
  }
  return own == T::kUnknown ? T::kId : own;
}

LeafParts Whole(std::string_view text, T type) { return {{{0, text.size()}, FieldClass::kIdentifier, type}}; }
// A number without the label that may stand before it.
LeafParts NumberWhole(std::string_view text, T type) {
  return {{{LabelSize(text), text.size()}, FieldClass::kIdentifier, type}};
}
LeafParts FreeText(std::string_view text) {
  // An address of the web and nothing else, in the place of words.
  if (text.starts_with("http") && Holds(text, "://") && !HasBlank(text)) return UriParts(text);
  return {{{0, text.size()}, FieldClass::kFreeText}};
}

// An element that is a name: whole, unless degrees follow it.
LeafParts NameValueParts(std::string_view text, Part part, T type) {
  if (part != Part::kWhole) return Whole(text, type);
  LeafParts parts = NameParts(text, type);
  return parts.front().field_class == FieldClass::kIdentifier ? parts : Whole(text, type);
}

LeafParts DateParts(std::string_view text) {
  const DatePart date = DatePartOf(text);
  LeafParts parts;
  if (date.size > 0) parts.push_back({{0, date.size}, FieldClass::kIdentifier, date.type});
  if (date.size == text.size()) return parts;
  // What follows the date is the time of day; words in the place of a date may be anything.
  const bool time = date.size > 0 && text.find_first_not_of("0123456789:.+-TZ", date.size) == std::string_view::npos;
  parts.push_back({{date.size, text.size()}, time ? FieldClass::kSafe : FieldClass::kFreeText});
  return parts;
}

// Letters and digits mixed, or parts between hyphens, of a length that codes of tables rarely have.
bool LooksLikeIdentifier(std::string_view text) {
  constexpr std::ptrdiff_t kSizeMin = 8;
  const auto digits = std::count_if(text.begin(), text.end(), IsDigit);
  const auto letters = std::count_if(text.begin(), text.end(), IsLetter);
  return digits > 0 && digits + letters >= kSizeMin && (letters > 0 || std::count(text.begin(), text.end(), '-') > 1);
}

// "text/plain; charset=utf-8" (RFC 6838, RFC 2045 section 5.1).
bool IsMediaType(std::string_view text) {
  constexpr std::array<std::string_view, 6> kTypes = {"text/",  "application/", "image/",
                                                      "audio/", "video/",       "message/"};
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/+.-;= \"";
  constexpr std::ptrdiff_t kDigitsMax = 8;
  const bool type = std::any_of(kTypes.begin(), kTypes.end(), [&](std::string_view t) { return text.starts_with(t); });
  return type && text.find_first_not_of(kLetters) == std::string_view::npos &&
         std::count_if(text.begin(), text.end(), IsDigit) <= kDigitsMax;
}

LeafParts CodeParts(std::string_view text, const Neighbours& beside) {
  constexpr std::size_t kCodeMax = 64;
  constexpr std::ptrdiff_t kLocalDigitsMax = 5;
  if (IsMediaType(text)) return {};
  if (text.size() > kCodeMax || HasBlank(text)) return FreeText(text);
  if (IsPublicUri(beside.system)) return {};
  const bool number = std::count_if(text.begin(), text.end(), IsDigit) > kLocalDigitsMax && !beside.system.empty();
  return LooksLikeIdentifier(text) || number ? FreeText(text) : LeafParts();
}

bool IsWordCharacter(char c) { return IsLetter(c) || IsDigit(c); }

// Appends text[begin, end) without the marks around it, if it has a word.
void AppendStreet(std::string_view text, std::size_t begin, std::size_t end, LeafParts& parts) {
  while (begin < end && !IsWordCharacter(text[begin])) ++begin;
  while (end > begin && !IsWordCharacter(text[end - 1])) --end;
  if (begin < end) parts.push_back({{begin, end}, FieldClass::kIdentifier, T::kStreet});
}

// Address.text repeats the parts that stand beside it; what is no such part is taken for a street.
LeafParts AddressParts(std::string_view text, const Neighbours& beside) {
  LeafParts parts;
  for (const auto& [part, type] : beside.address) {
    const std::size_t at = part.empty() ? std::string_view::npos : text.find(part);
    if (at == std::string_view::npos) continue;
    const Span span{at, at + part.size()};
    const bool bounded =
        (at == 0 || !IsWordCharacter(text[at - 1])) && (span.end == text.size() || !IsWordCharacter(text[span.end]));
    const bool taken =
        std::any_of(parts.begin(), parts.end(), [&](const LeafPart& p) { return p.span.Overlaps(span); });
    if (bounded && !taken) parts.push_back({span, FieldClass::kIdentifier, type});
  }
  std::sort(parts.begin(), parts.end(), [](const LeafPart& a, const LeafPart& b) { return a.span < b.span; });
  LeafParts all;
  std::size_t done = 0;
  for (const LeafPart& part : parts) {
    AppendStreet(text, done, part.span.begin, all);
    all.push_back(part);
    done = part.span.end;
  }
  AppendStreet(text, done, text.size(), all);
  return all;
}

LeafParts NumberParts(std::string_view text) {
  constexpr std::string_view kNumbers = "0123456789.+-eE \n\tLU";  // SampledData.data: E, L and U are values too
  return text.find_first_not_of(kNumbers) == std::string_view::npos ? LeafParts() : FreeText(text);
}

LeafParts TelecomParts(std::string_view text, std::string_view system) {
  if (text.starts_with("tel:") || text.starts_with("mailto:") || text.starts_with("http")) return UriParts(text);
  if (text.find('@') != std::string_view::npos && system != "url") return Whole(text, T::kEmail);
  if (system == "phone" || system == "fax" || system == "pager" || system == "sms") return Whole(text, T::kPhone);
  if (system == "url") return Whole(text, T::kUrl);
  if (system == "email") return Whole(text, T::kEmail);
  return HasDigit(text) ? Whole(text, T::kPhone) : FreeText(text);
}

// AuditEvent.agent.network: an address of the Internet or a network card, a machine's name, a telephone number.
LeafParts NetworkParts(std::string_view text) {
  if (text.find('@') != std::string_view::npos) return Whole(text, T::kEmail);
  if (text.find_first_not_of("0123456789+() -") == std::string_view::npos) return Whole(text, T::kPhone);
  if (text.find_first_not_of("0123456789abcdefABCDEF.:-/%") == std::string_view::npos) return Whole(text, T::kIp);
  return Whole(text, T::kUrl);
}

// A file's name is a number like any other; a picture's shows whom it shows.
LeafParts TitleParts(std::string_view text, std::string_view content_type, T own) {
  constexpr std::size_t kEndingMax = 6;
  const bool picture = content_type.starts_with("image/") || content_type.starts_with("video/");
  const std::size_t dot = text.rfind('.');
  const bool file = dot != std::string_view::npos && dot > 0 && !HasBlank(text) && text.size() - dot > 2 &&
                    text.size() - dot <= kEndingMax;
  if (own == T::kBiometric || (file && picture)) return Whole(text, T::kBiometric);
  if (!file) return FreeText(text);
  return {{{0, dot}, FieldClass::kIdentifier, T::kId}};
}

// Quantity.value: an age, if it counts years and there are more than 89 of them.
LeafParts AgeParts(std::string_view text, std::string_view unit) {
  constexpr std::array<std::string_view, 6> kYears = {"a", "y", "yr", "yrs", "year", "years"};
  constexpr double kAgeTop = 89;
  constexpr double kAgeNobodys = 130;
  const std::string lower = Lower(unit);
  if (std::find(kYears.begin(), kYears.end(), lower) == kYears.end()) return {};
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value > kAgeTop && value < kAgeNobodys ? Whole(text, T::kAgeOver89) : LeafParts();
}

// A short answer to a question that asks for an identifier is one. "Do you have a doctor?" is answered by yes or no.
LeafParts AnswerParts(std::string_view text, const std::string& question) {
  constexpr std::ptrdiff_t kBlanksMax = 8;
  const std::string answer = Lower(text);
  const bool yes_or_no =
      answer == "yes" || answer == "no" || answer == "none" || answer == "n/a" || answer == "unknown";
  if (yes_or_no || std::count(text.begin(), text.end(), ' ') > kBlanksMax) return FreeText(text);
  const std::string asked = Lower(question);
  for (const IdKind& kind : kQuestionWords) {
    if (!Holds(asked, kind.word)) continue;
    return kind.type == T::kUnknown ? FreeText(text) : Whole(text, kind.type);
  }
  return FreeText(text);
}

LeafParts IdValueParts(std::string_view text, const Neighbours& beside, T own) {
  if (text.starts_with("urn:") || text.starts_with("http")) return UriParts(text);
  return NumberWhole(text, IdTypeOf(beside, own));
}

LeafParts IdentifierParts(std::string_view text, T type) {
  if ((type == T::kStreet || type == T::kCity) && GivesNone(text)) return {};
  if (type == T::kFacility) return PlaceParts(text);
  const bool words = type == T::kStreet || type == T::kCity || IsName(type);
  return words ? Whole(text, type) : NumberWhole(text, type);
}

// The numbers of the card's processor are the same for all members.
LeafParts ClassValueParts(std::string_view text, const Neighbours& beside) {
  const std::string type = Lower(beside.type_code.empty() ? beside.type_text : beside.type_code);
  return type == "rxbin" || type == "rxpcn" ? CodeParts(text, {}) : Whole(text, T::kHealthPlan);
}

}  // namespace

LeafParts Classify(const Rule& rule, std::string_view text, const Neighbours& beside, IdentifierType own, Party party) {
  switch (rule.content) {
    case Content::kSafe:
    case Content::kCode:
      return CodeParts(text, beside);
    case Content::kNumber:
      return NumberParts(text);
    case Content::kIdentifier:
      return IdentifierParts(text, rule.type);
    case Content::kDate:
      return DateParts(text);
    case Content::kName:
      return NameValueParts(text, rule.part, NameTypeOf(party));
    case Content::kPerson:
      return PersonParts(text, NameTypeOf(party));
    case Content::kIdValue:
      return IdValueParts(text, beside, own);
    case Content::kClassValue:
      return ClassValueParts(text, beside);
    case Content::kTelecom:
      return TelecomParts(text, beside.system);
    case Content::kNetwork:
      return NetworkParts(text);
    case Content::kUri:
      return UriParts(text);
    case Content::kReference:
      return ReferenceParts(text);
    case Content::kLocalId:
      return LocalIdParts(text);
    case Content::kTitle:
      return TitleParts(text, beside.content_type, own);
    case Content::kAddress:
      return AddressParts(text, beside);
    case Content::kAnswer:
      return AnswerParts(text, beside.question);
    case Content::kAge:
      return AgeParts(text, beside.unit);
    case Content::kTerm:
      return {{{0, text.size()}, ClassOfDisplay(text, IsTerminology(beside.system))}};
    case Content::kLabel:
      return {{{0, text.size()}, ClassOfLabel(text)}};
    default:
      return FreeText(text);
  }
}

}  // namespace veil::fhir
