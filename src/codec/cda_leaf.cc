#include "codec/cda_leaf.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "codec/date_text.h"
#include "codec/term.h"
#include "codec/value_words.h"

namespace veil::cda {
namespace {

using Parts = std::vector<LeafPart>;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
std::ptrdiff_t DigitsIn(std::string_view text) { return std::count_if(text.begin(), text.end(), IsDigit); }
bool Holds(std::string_view text, std::string_view other) { return text.find(other) != std::string_view::npos; }
bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

Parts Whole(std::string_view value, FieldClass field_class, IdentifierType type = IdentifierType::kUnknown) {
  return {{{0, value.size()}, field_class, type}};
}
Parts Identifier(std::string_view value, IdentifierType type) { return Whole(value, FieldClass::kIdentifier, type); }
Parts FreeText(std::string_view value) { return Whole(value, FieldClass::kFreeText); }

IdentifierType NameType(Party party) {
  if (party == Party::kPatient) return IdentifierType::kNamePatient;
  if (party == Party::kProvider) return IdentifierType::kNameProvider;
  return IdentifierType::kNameRelative;
}

// A word as tables of codes have: no blank, and not letters and digits mixed in the length of a record number.
bool IsCode(std::string_view value) {
  constexpr std::ptrdiff_t kSizeMin = 8;
  if (value.find_first_of(" \t\r\n@&") != std::string_view::npos) return false;
  const auto digits = DigitsIn(value);
  const auto letters = std::count_if(value.begin(), value.end(), IsLetter);
  const bool mixed = letters > 0 || std::count(value.begin(), value.end(), '-') > 1;
  return digits == 0 || digits + letters < kSizeMin || !mixed;
}

// [comparator] digits with what numbers have between them; of more digits it may be a record number.
bool IsNumber(std::string_view value) {
  constexpr std::ptrdiff_t kDigitsMax = 9;
  return value.find_first_not_of("0123456789<>=+-.,eE%") == std::string_view::npos && DigitsIn(value) <= kDigitsMax;
}

// UCUM's year, and what senders write for it.
bool IsYears(std::string_view unit) {
  constexpr std::array<std::string_view, 7> kYears = {"a", "a_j", "a_g", "yr", "yrs", "year", "years"};
  return std::find(kYears.begin(), kYears.end(), unit) != kYears.end();
}

Parts Number(std::string_view value, std::string_view unit) {
  if (!IsNumber(value)) return FreeText(value);
  constexpr int kAgeMax = 89;
  int number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  (void)end;
  const bool old = error == std::errc() && number > kAgeMax && IsYears(unit);
  return old ? Identifier(value, IdentifierType::kAgeOver89) : Parts();
}

// What follows the digits of a timestamp is the time of day, a field of its own that stays; words in the place of a
// date may be anything.
Parts Date(std::string_view value) {
  const DatePart date = DatePartOf(value);
  Parts parts;
  if (date.size > 0) parts.push_back({{0, date.size}, FieldClass::kIdentifier, date.type});
  const std::string_view rest = value.substr(date.size);
  const bool time = date.size > 0 && rest.find_first_not_of("0123456789:.+-TZ ") == std::string_view::npos;
  if (!rest.empty()) parts.push_back({{date.size, value.size()}, time ? FieldClass::kSafe : FieldClass::kFreeText});
  return parts;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// RFC 3966, RFC 6068 and the schemes of HL7 table URLScheme.
Parts Telecom(std::string_view value) {
  constexpr std::array<std::string_view, 5> kNumbered = {"tel", "fax", "sms", "modem", "telnet"};
  const std::size_t colon = value.find(':');
  if (colon != std::string_view::npos && colon <= 6) {
    const std::string scheme = Lower(value.substr(0, colon));
    const Span rest{colon + 1, value.size()};
    if (rest.empty()) return {};
    const bool mail = scheme == "mailto" || Holds(value, "@");
    if (mail) return {{rest, FieldClass::kIdentifier, IdentifierType::kEmail}};
    if (std::find(kNumbered.begin(), kNumbered.end(), scheme) != kNumbered.end()) {
      return {{rest, FieldClass::kIdentifier, IdentifierType::kPhone}};
    }
  }
  if (Holds(value, "@")) return Identifier(value, IdentifierType::kEmail);
  if (Holds(value, ":/") || Lower(value.substr(0, 4)) == "www.") return Identifier(value, IdentifierType::kUrl);
  return DigitsIn(value) > 0 ? Identifier(value, IdentifierType::kPhone) : FreeText(value);
}

// The name of a place in the document. Senders make it of order numbers; the same one gets the same surrogate where
// it is pointed to, so the link holds.
Parts Link(std::string_view value, std::size_t begin) {
  constexpr std::ptrdiff_t kDigitsMax = 5;
  if (DigitsIn(value.substr(begin)) <= kDigitsMax && !Holds(value, "@")) return {};
  return {{{begin, value.size()}, FieldClass::kIdentifier, IdentifierType::kId}};
}

Parts Href(std::string_view value) {
  if (value.starts_with('#')) return Link(value, 1);
  const std::string start = Lower(value.substr(0, 7));
  if (start.starts_with("mailto:") || start.starts_with("tel:")) return Telecom(value);
  return Identifier(value, IdentifierType::kUrl);
}

bool IsNpi(std::string_view text) {
  constexpr std::size_t kDigits = 10;
  return text.size() == kDigits && (text[0] == '1' || text[0] == '2') && std::all_of(text.begin(), text.end(), IsDigit);
}

Parts Extension(std::string_view value, const LeafContext& context) {
  const Scheme* scheme = Table::Embedded().SchemeOf(context.root);
  IdentifierType type = scheme != nullptr && scheme->id ? *scheme->id : context.id;
  if (type == IdentifierType::kId && context.party == Party::kProvider && IsNpi(value)) {
    type = IdentifierType::kLicense;
  }
  return {{{LabelSize(value), value.size()}, FieldClass::kIdentifier, type}};
}

// The name of a place; what says where in it is free text.
Parts Place(std::string_view value) {
  const std::size_t size = PlaceNameSize(value);
  Parts parts = {{{0, size}, FieldClass::kIdentifier, IdentifierType::kFacility}};
  if (size < value.size()) parts.push_back({{size, value.size()}, FieldClass::kFreeText});
  return parts;
}

Parts Oid(std::string_view value) {
  if (Table::Embedded().SchemeOf(value) != nullptr) return {};
  return Identifier(value, IdentifierType::kId);
}

Parts Display(std::string_view value, std::string_view code_system, bool label) {
  if (label) return Whole(value, ClassOfLabel(value));
  const Scheme* scheme = Table::Embedded().SchemeOf(code_system);
  return Whole(value, ClassOfDisplay(value, scheme != nullptr && !scheme->numbers));
}

}  // namespace

std::vector<LeafPart> ReadLeaf(const Rule& rule, std::string_view value, const LeafContext& context) {
  if (IsBlank(value)) return {};
  switch (rule.leaf) {
    case Leaf::kUnknown:
      return Whole(value, FieldClass::kUnknown);
    case Leaf::kSafe:
      return {};
    case Leaf::kCode:
      return IsCode(value) ? Parts() : FreeText(value);
    case Leaf::kNumber:
      return Number(value, context.unit);
    case Leaf::kFreeText:
      return FreeText(value);
    case Leaf::kIdentifier:
      if (rule.type == IdentifierType::kFacility) return Place(value);
      if ((rule.type == IdentifierType::kStreet || rule.type == IdentifierType::kCity) && GivesNone(value)) return {};
      return Identifier(value, rule.type);
    case Leaf::kName:
      return Identifier(value, NameType(context.party));
    case Leaf::kDate:
      return Date(value);
    case Leaf::kTelecom:
      return Telecom(value);
    case Leaf::kRoot:
    case Leaf::kCodeSystem:
      return Oid(value);
    case Leaf::kExtension:
      return Extension(value, context);
    case Leaf::kDisplay:
      return Display(value, context.code_system, context.label);
    case Leaf::kLabel:
      return Whole(value, ClassOfLabel(value));
    case Leaf::kLink:
      return Link(value, 0);
    case Leaf::kHref:
      return Href(value);
    case Leaf::kLocation:
      return Holds(value, "//") || Holds(value, "\\") || Holds(value, "@") ? Identifier(value, IdentifierType::kUrl)
                                                                           : Parts();
  }
  return Whole(value, FieldClass::kUnknown);
}

}  // namespace veil::cda
