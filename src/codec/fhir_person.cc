#include "codec/fhir_person.h"

#include <algorithm>
#include <array>
#include <vector>

#include "codec/value_words.h"

namespace veil::fhir {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool HasDigit(std::string_view text) { return std::any_of(text.begin(), text.end(), IsDigit); }

template <std::size_t N>
bool OneOf(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 60> kDegrees = {
    "MD",     "DO",   "RN",   "LPN",  "LVN",   "NP",     "PA",      "PA-C", "APRN", "ARNP", "FNP",   "FNP-C",
    "FNP-BC", "CNP",  "CNS",  "CNM",  "CRNA",  "DNP",    "BSN",     "MSN",  "DPM",  "DDS",  "DMD",   "OD",
    "DC",     "DPT",  "PT",   "OT",   "OTR/L", "SLP",    "CCC-SLP", "RD",   "RDN",  "LD",   "LCSW",  "LMSW",
    "MSW",    "LMFT", "LPC",  "PhD",  "PsyD",  "PharmD", "RPh",     "CPhT", "EdD",  "JD",   "MPH",   "MBA",
    "MS",     "MA",   "FACS", "FACP", "FACC",  "FAAP",   "FACOG",   "MBBS", "CMA",  "EMT",  "EMT-P", "MHA"};

// Words of which the name of an organisation has one.
constexpr std::array<std::string_view, 42> kOrganisationWords = {
    "hospital",  "hosp",       "clinic",     "clinics",    "center",         "centre",       "medical",
    "health",    "healthcare", "care",       "associates", "group",          "practice",     "physicians",
    "surgical",  "er",         "lab",        "labs",       "laboratory",     "laboratories", "imaging",
    "radiology", "oncology",   "cardiology", "pharmacy",   "hospice",        "institute",    "university",
    "college",   "school",     "system",     "systems",    "services",       "department",   "dept",
    "inc",       "llc",        "home",       "rehab",      "rehabilitation", "partners",     "foundation"};

// Words inside a name that begin with a small letter.
constexpr std::array<std::string_view, 18> kParticles = {"de", "del", "la",  "las", "los", "van", "von", "der", "den",
                                                         "di", "da",  "dos", "du",  "le",  "bin", "ibn", "al",  "y"};

std::string_view Stripped(std::string_view word) {
  constexpr std::string_view kMarks = ".,;\"'()";
  const std::size_t begin = word.find_first_not_of(kMarks);
  if (begin == std::string_view::npos) return {};
  return word.substr(begin, word.find_last_not_of(kMarks) + 1 - begin);
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (IsUpper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::vector<Span> Words(std::string_view text) {
  std::vector<Span> words;
  for (std::size_t begin = text.find_first_not_of(' '); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    words.push_back({begin, end});
    begin = text.find_first_not_of(' ', end);
  }
  return words;
}

// Where the name in a text ends: before degrees at its end, or before a parenthesis.
std::size_t NameEnd(std::string_view text) {
  const std::string_view before = text.substr(0, text.find_first_of("(;"));
  const std::vector<Span> words = Words(before);
  std::size_t name_words = words.size();
  while (name_words > 1) {
    const Span word = words[name_words - 1];
    const std::string bare(Stripped(before.substr(word.begin, word.size())));
    std::string plain;  // "M.D."
    std::copy_if(bare.begin(), bare.end(), std::back_inserter(plain), [](char c) { return c != '.'; });
    if (!bare.empty() && !OneOf(kDegrees, plain)) break;
    --name_words;
  }
  if (name_words == 0) return 0;
  // After a family name that a comma ends, one word is a given name, whatever it looks like: "SMITH, MA".
  const Span first = words.front();
  if (name_words == 1 && words.size() == 2 && before[first.end - 1] == ',' && !HasDigit(before)) name_words = 2;
  std::size_t end = words[name_words - 1].end;
  while (end > 0 && (before[end - 1] == ',' || before[end - 1] == ' ')) --end;
  return end;
}

bool IsNameShaped(std::string_view text) {
  constexpr std::size_t kWordsMax = 6;
  const std::vector<Span> words = Words(text);
  if (words.empty() || words.size() > kWordsMax || HasDigit(text)) return false;
  return std::all_of(words.begin(), words.end(), [&](const Span& span) {
    const std::string_view word = Stripped(text.substr(span.begin, span.size()));
    if (word.empty()) return true;
    return IsUpper(word[0]) || static_cast<unsigned char>(word[0]) >= 0x80 || OneOf(kParticles, word) || word == "of" ||
           word == "and" || word == "&" || word == "the";
  });
}

bool NamesOrganisation(std::string_view text) {
  const std::vector<Span> words = Words(text);
  return std::any_of(words.begin(), words.end(), [&](const Span& span) {
    return OneOf(kOrganisationWords, Lower(Stripped(text.substr(span.begin, span.size()))));
  });
}

LeafParts FreeText(std::string_view text) { return {{{0, text.size()}, FieldClass::kFreeText}}; }

enum class Kind { kPatient, kRelative, kProvider, kPlace, kOther };

Kind KindOf(std::string_view resource) {
  if (resource == "Patient" || resource == "Person") return Kind::kPatient;
  if (resource == "RelatedPerson") return Kind::kRelative;
  if (resource == "Practitioner") return Kind::kProvider;
  if (resource == "Organization" || resource == "Location" || resource == "HealthcareService") return Kind::kPlace;
  return Kind::kOther;
}

Party PartyOf(Kind kind) {
  if (kind == Kind::kPatient) return Party::kPatient;
  if (kind == Kind::kRelative) return Party::kRelative;
  return kind == Kind::kProvider ? Party::kProvider : Party::kNone;
}

// Of what an element allows, whether anything is a person, a place, or neither.
struct Candidates {
  bool patient = false;
  bool relative = false;
  bool provider = false;
  bool place = false;
  bool role = false;
  bool other = false;

  explicit Candidates(std::span<const std::string> names) {
    for (const std::string& name : names) {
      const Kind kind = KindOf(name);
      patient = patient || kind == Kind::kPatient;
      relative = relative || kind == Kind::kRelative;
      provider = provider || kind == Kind::kProvider;
      place = place || kind == Kind::kPlace;
      role = role || name == "PractitionerRole";
      other = other || (kind == Kind::kOther && name != "PractitionerRole" && name != "CareTeam" && name != "Group");
    }
  }
  bool Person() const { return patient || relative || provider; }
  Party MostLikely() const {
    if (patient && !provider) return Party::kPatient;
    return provider || !relative ? Party::kProvider : Party::kRelative;
  }
};

}  // namespace

IdentifierType NameTypeOf(Party party) {
  if (party == Party::kPatient) return IdentifierType::kNamePatient;
  return party == Party::kRelative ? IdentifierType::kNameRelative : IdentifierType::kNameProvider;
}

LeafParts NameParts(std::string_view text, IdentifierType type) {
  const std::size_t end = NameEnd(text);
  LeafParts parts;
  if (end > 0 && !HasDigit(text.substr(0, end))) {
    parts.push_back({{0, end}, FieldClass::kIdentifier, type});
    if (end < text.size()) parts.push_back({{end, text.size()}, FieldClass::kFreeText});
    return parts;
  }
  return FreeText(text);
}

LeafParts PlaceParts(std::string_view text) {
  const bool number = HasDigit(text) && text.find(' ') == std::string_view::npos;
  // What follows a comma and has digits is about the place.
  const std::size_t comma = text.find(", ");
  const bool after_comma = comma != std::string_view::npos && HasDigit(text.substr(comma));
  const std::size_t end = std::min(after_comma ? comma : text.size(), PlaceNameSize(text));
  const bool more = end < text.size();
  LeafParts parts = {{{0, end}, FieldClass::kIdentifier, number ? IdentifierType::kId : IdentifierType::kFacility}};
  if (more) parts.push_back({{end, text.size()}, FieldClass::kFreeText});
  return parts;
}

LeafParts PersonParts(std::string_view text, IdentifierType name_type) {
  const std::size_t end = NameEnd(text);
  const std::string_view name = text.substr(0, end);
  if (!IsNameShaped(name)) return FreeText(text);
  if (NamesOrganisation(name)) return PlaceParts(text);
  return NameParts(text, name_type);
}

DisplayClass ClassifyDisplay(const Display& display) {
  const Candidates candidates(display.candidates);
  const bool said = !display.target.empty() && display.target != "PractitionerRole";
  const Kind kind = KindOf(display.target);
  if (said) {
    const Party party = PartyOf(kind);
    if (kind == Kind::kOther) return {FreeText(display.text), Party::kNone};
    if (kind == Kind::kPlace) return {PlaceParts(display.text), Party::kNone};
    return {NameParts(display.text, NameTypeOf(party)), party};
  }
  const Party party = display.party.value_or(candidates.MostLikely());
  if (candidates.Person() && !candidates.place && !candidates.other) {
    return {NameParts(display.text, NameTypeOf(party)), party};
  }
  if (candidates.place && !candidates.Person() && !candidates.other) return {PlaceParts(display.text), Party::kNone};
  if (candidates.Person() || candidates.place || candidates.role) {
    return {PersonParts(display.text, NameTypeOf(party)), party};
  }
  return {FreeText(display.text), Party::kNone};
}

}  // namespace veil::fhir
