#include "codec/fhir_uri.h"

#include <algorithm>
#include <array>

#include "codec/fhir_table.h"

namespace veil::fhir {
namespace {

using T = IdentifierType;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsIdCharacter(char c) { return IsDigit(c) || IsLetter(c) || c == '-' || c == '.' || c == '_'; }

// Hosts of standards, terminologies and authorities, and those that RFC 2606 keeps for examples.
constexpr std::array<std::string_view, 38> kPublicHosts = {
    "hl7.org",       "loinc.org",     "snomed.info",     "unitsofmeasure.org",
    "nlm.nih.gov",   "nema.org",      "ihe.net",         "fhir.org",
    "who.int",       "cms.gov",       "cms.hhs.gov",     "hhs.gov",
    "nucc.org",      "ada.org",       "ama-assn.org",    "iana.org",
    "ietf.org",      "iso.org",       "w3.org",          "healthit.gov",
    "cdc.gov",       "census.gov",    "usps.com",        "fda.gov",
    "nubc.org",      "radlex.org",    "nih.gov",         "orpha.net",
    "genenames.org", "hl7europe.eu",  "nhs.uk",          "ncpdp.org",
    "x12.org",       "gs1.org",       "regenstrief.org", "carinalliance.com",
    "hl7.org.au",    "dicom.nema.org"};
constexpr std::array<std::string_view, 3> kExampleHosts = {"example.org", "example.com", "example.net"};

// HL7's arcs of identifier systems, code systems, templates and value sets; DICOM's; ISO standards.
constexpr std::array<std::string_view, 9> kPublicArcs = {
    "2.16.840.1.113883.1.",  "2.16.840.1.113883.4.",  "2.16.840.1.113883.5.",
    "2.16.840.1.113883.6.",  "2.16.840.1.113883.10.", "2.16.840.1.113883.11.",
    "2.16.840.1.113883.12.", "2.16.840.1.113883.18.", "1.2.840.10008."};
constexpr std::array<std::string_view, 6> kPublicUrns = {
    "urn:ietf:", "urn:iso:", "urn:dicom:", "urn:ihe:", "urn:hl7-org:", "urn:iso-astm:"};

bool IsPublicOid(std::string_view oid) {
  return std::any_of(kPublicArcs.begin(), kPublicArcs.end(),
                     [&](std::string_view arc) { return oid.starts_with(arc); });
}

bool IsWeb(std::string_view uri) {
  return uri.starts_with("http://") || uri.starts_with("https://") || uri.starts_with("ftp://");
}

std::string_view HostOf(std::string_view uri) {
  const std::size_t begin = uri.find("://") + 3;
  return uri.substr(begin, uri.find_first_of("/?#:", begin) - begin);
}

LeafPart Whole(std::string_view text, std::size_t begin, IdentifierType type) {
  return {{begin, text.size()}, FieldClass::kIdentifier, type};
}

// Resources that define what others use: their ids on a public host are names.
constexpr std::array<std::string_view, 16> kDefinitions = {"CodeSystem",
                                                           "ValueSet",
                                                           "StructureDefinition",
                                                           "NamingSystem",
                                                           "ConceptMap",
                                                           "SearchParameter",
                                                           "OperationDefinition",
                                                           "ImplementationGuide",
                                                           "CapabilityStatement",
                                                           "Questionnaire",
                                                           "Measure",
                                                           "Library",
                                                           "PlanDefinition",
                                                           "ActivityDefinition",
                                                           "StructureMap",
                                                           "CompartmentDefinition"};

// "Patient/123", "Patient/123/_history/2", "Patient?..." at text[begin]: the ids in it. Nothing if it is none of these.
LeafParts RelativeParts(std::string_view text, std::size_t begin) {
  const std::size_t end = std::min(text.find_first_of("/?", begin), text.size());
  if (end >= text.size() || Table::Embedded().FindResource(text.substr(begin, end - begin)) == nullptr) return {};
  if (text[end] == '?') return {Whole(text, end + 1, T::kId)};
  std::size_t id_end = end + 1;
  while (id_end < text.size() && IsIdCharacter(text[id_end])) ++id_end;
  LeafParts parts;
  if (id_end > end + 1) parts.push_back({{end + 1, id_end}, FieldClass::kIdentifier, T::kId});
  constexpr std::string_view kHistory = "/_history/";
  if (text.substr(id_end).starts_with(kHistory)) id_end += kHistory.size();
  const std::string_view rest = text.substr(id_end);
  const bool version = rest.size() <= 4 && std::all_of(rest.begin(), rest.end(), IsDigit);
  if (!rest.empty() && !version) parts.push_back(Whole(text, id_end, T::kId));
  return parts;
}

// A web address that ends in a resource and its id: the address, then the id. In a reference the resource's name stays.
LeafParts WebParts(std::string_view uri, bool reference) {
  for (std::size_t slash = uri.find('/', uri.find("://") + 3); slash != std::string_view::npos;
       slash = uri.find('/', slash + 1)) {
    LeafParts parts = RelativeParts(uri, slash + 1);
    if (parts.empty()) continue;
    const std::string_view resource = uri.substr(slash + 1, uri.find_first_of("/?", slash + 1) - slash - 1);
    const bool definition = std::find(kDefinitions.begin(), kDefinitions.end(), resource) != kDefinitions.end();
    if (definition && IsPublicUri(uri)) return {};
    if (!IsPublicUri(uri.substr(0, slash + 1))) {
      const std::size_t end = reference ? slash : std::min(uri.find_first_of("/?", slash + 1), uri.size());
      parts.insert(parts.begin(), {{0, end}, FieldClass::kIdentifier, T::kUrl});
    }
    return parts;
  }
  return IsPublicUri(uri) ? LeafParts() : LeafParts{Whole(uri, 0, T::kUrl)};
}

LeafParts UrnParts(std::string_view uri) {
  constexpr std::string_view kUuid = "urn:uuid:";
  constexpr std::string_view kOid = "urn:oid:";
  if (uri.starts_with(kUuid)) return {Whole(uri, kUuid.size(), T::kId)};
  if (uri.starts_with(kOid)) {
    if (IsPublicOid(uri.substr(kOid.size()))) return {};
    return {Whole(uri, kOid.size(), T::kId)};
  }
  return IsPublicUri(uri) ? LeafParts() : LeafParts{Whole(uri, 4, T::kId)};
}

bool IsWord(std::string_view text) { return std::all_of(text.begin(), text.end(), IsLetter); }

}  // namespace

bool IsTerminology(std::string_view uri) {
  const bool example =
      IsWeb(uri) && std::find(kExampleHosts.begin(), kExampleHosts.end(), HostOf(uri)) != kExampleHosts.end();
  return !example && IsPublicUri(uri);
}

bool IsPublicUri(std::string_view uri) {
  if (std::any_of(kPublicUrns.begin(), kPublicUrns.end(), [&](std::string_view urn) { return uri.starts_with(urn); })) {
    return true;
  }
  if (uri.starts_with("urn:oid:")) return IsPublicOid(uri.substr(8));
  if (!IsWeb(uri) || uri.find('@') != std::string_view::npos) return false;
  const std::string_view host = HostOf(uri);
  const bool example = std::find(kExampleHosts.begin(), kExampleHosts.end(), host) != kExampleHosts.end();
  return example || std::any_of(kPublicHosts.begin(), kPublicHosts.end(), [&](std::string_view known) {
           return host == known || (host.ends_with(known) && host[host.size() - known.size() - 1] == '.');
         });
}

namespace {

LeafParts PartsOf(std::string_view uri, bool reference) {
  constexpr std::string_view kTel = "tel:";
  constexpr std::string_view kMail = "mailto:";
  if (uri.empty()) return {};
  if (uri[0] == '#') {
    LeafParts parts = LocalIdParts(uri.substr(1));
    for (LeafPart& part : parts) part.span = {part.span.begin + 1, part.span.end + 1};
    return parts;
  }
  if (uri.starts_with(kTel)) return {Whole(uri, kTel.size(), T::kPhone)};
  if (uri.starts_with(kMail)) return {Whole(uri, kMail.size(), T::kEmail)};
  if (uri.starts_with("urn:")) return UrnParts(uri);
  if (IsWeb(uri)) return WebParts(uri, reference);
  if (LeafParts parts = RelativeParts(uri, 0); !parts.empty()) return parts;
  if (IsWord(uri)) return {{{0, uri.size()}, FieldClass::kFreeText}};
  const bool oid = uri.find_first_not_of("0123456789.") == std::string_view::npos;
  if (oid && IsPublicOid(uri)) return {};
  const bool address = uri.find('/') != std::string_view::npos || uri.find(':') != std::string_view::npos;
  return {Whole(uri, 0, address && !oid ? T::kUrl : T::kId)};
}

}  // namespace

LeafParts UriParts(std::string_view uri) { return PartsOf(uri, false); }

LeafParts ReferenceParts(std::string_view uri) { return PartsOf(uri, true); }

LeafParts LocalIdParts(std::string_view id) {
  constexpr std::ptrdiff_t kLettersMax = 3;
  constexpr std::ptrdiff_t kDigitsMax = 3;
  const auto letters = std::count_if(id.begin(), id.end(), IsLetter);
  const auto digits = std::count_if(id.begin(), id.end(), IsDigit);
  const bool plain = letters + digits == static_cast<std::ptrdiff_t>(id.size());
  if (plain && letters <= kLettersMax && digits <= kDigitsMax) return {};
  // A word of small letters says what it is; if it is somebody's name, that stands elsewhere too.
  constexpr std::size_t kWordMax = 8;
  const bool word = std::all_of(id.begin(), id.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (word && id.size() <= kWordMax) return {{{0, id.size()}, FieldClass::kTerm}};
  return {Whole(id, 0, T::kId)};
}

}  // namespace veil::fhir
