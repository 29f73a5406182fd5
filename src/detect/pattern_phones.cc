// Telephone, fax and pager numbers and extensions: ITU-T E.164, the North American Numbering Plan as it is written.
#include "detect/pattern_context.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

constexpr auto kPhoneBefore =
    Words("call", "called", "calls", "calling", "phone", "phoned", "ph", "cell", "cellphone", "tel", "telephone", "fax",
          "faxed", "fx", "mobile", "contact", "reach", "reached", "text", "texts", "pager", "paged", "page", "pgr",
          "beeper", "callback", "home", "work", "office", "line", "hotline", "landline", "dial", "number", "ring",
          "rang", "f", "t", "p", "c", "h", "w", "o", "ani", "voicemail", "vm", "facsimile", "direct", "desk",
          "number's", "tty", "sms", "whatsapp", "at", "after");
constexpr auto kOtherNumber =
    Words("npi", "mrn", "acct", "account", "lot", "sn", "serial", "ndc", "id", "ref", "claim", "member", "policy",
          "dea", "isbn", "udi", "gtin", "accession", "group", "license", "lic", "case");
constexpr auto kUnitAfter = Words("mg", "mcg", "ml", "units", "unit", "u", "g", "iu", "kcal", "cc", "days", "d", "wk",
                                  "wks", "weeks", "mo", "months", "doses", "hr", "hrs", "h", "magnification", "min");

// A sign that ties the match to more digits or letters of one code.
bool PartOfLonger(const PatternMatch& match) {
  const char before = ByteBefore(match);
  const std::string_view line = LineBefore(match, 2);
  if ((before == '-' || before == '.' || before == '/') && line.size() == 2 && line[0] != ' ') return true;
  const std::string_view after = LineAfter(match, 2);
  return after.size() == 2 && (after[0] == '-' || after[0] == '/' || after[0] == '.') && IsDigit(after[1]);
}

bool IsPhone(const PatternMatch& match) { return !PartOfLonger(match); }

// Only blanks between the groups, or no sign at all: three numbers in a row, or some other code, unless a word says so.
bool IsSpacedPhone(const PatternMatch& match) {
  if (PartOfLonger(match) || AnyBefore(match, 2, kOtherNumber)) return false;
  return AnyBefore(match, 3, kPhoneBefore) || !(AfterNumber(match) || AnyAfter(match, 1, kUnitAfter));
}

bool IsRunOfDigits(const PatternMatch& match) {
  constexpr auto kTo = Words("to", "with", "w");
  if (PartOfLonger(match) || AnyBefore(match, 2, kOtherNumber)) return false;
  return AnyBefore(match, 4, kPhoneBefore) || AnyBefore(match, 2, kTo);
}

// Seven digits: the fictitious exchange 555 is a phone at once, any other where a word says so.
bool IsLocalPhone(const PatternMatch& match) {
  if (PartOfLonger(match) || AnyBefore(match, 2, kOtherNumber)) return false;
  return Identifier(match).substr(0, 3) == "555" || AnyBefore(match, 3, kPhoneBefore);
}

bool IsExtension(const PatternMatch& match) {
  return ByteAfter(match) != '%' && !PartOfLonger(match) && !AnyAfter(match, 1, kUnitAfter);
}

// "g3 p0111": children born, no pager.
bool IsPager(const PatternMatch& match) {
  const std::string_view before = WordBefore(match);
  const bool gravida = before.size() >= 2 && (before[0] | 0x20) == 'g' && IsDigit(before[1]);
  return !gravida && IsExtension(match);
}

bool IsDeskExtension(const PatternMatch& match) {
  constexpr auto kDesk = Words("desk", "office", "front", "station", "ext", "call", "line", "dept", "department",
                               "nurse", "pharmacy", "lab", "radiology", "unit", "registration", "security", "operator",
                               "md", "rn", "phone", "scheduling", "billing", "records", "clinic", "at", "reach");
  return IsExtension(match) && AnyBefore(match, 2, kDesk);
}

// "ext. 3 brain metastases": extensive. One digit needs a telephone number before it.
bool IsExtensionNumber(const PatternMatch& match) {
  if (!IsExtension(match) || ByteBefore(match) == '#') return false;
  if (Identifier(match).size() > 1 || IsIn(Words("at", "to", "on", "dial"), WordBefore(match, 1))) return true;
  constexpr std::size_t kPhoneSize = 22;
  const std::string_view before = LineBefore(match, kPhoneSize);
  return std::count_if(before.begin(), before.end(), IsDigit) >= 7;
}

bool HasSevenDigits(const PatternMatch& match) {
  const std::string_view text = Identifier(match);
  return std::count_if(text.begin(), text.end(), IsDigit) >= 7;
}

}  // namespace

#define VEIL_EXTENSION R"((?:,? {0,2}(?:(?i)extension|ext|x)\.?:? {0,2}#?\d{1,6}\b)?)"
#define VEIL_DASH R"((?:[-.]|\x{2013}|\x{2010}|\x{2011}|\x{2212}))"

std::span<const Pattern> PhonePatterns() {
  static constexpr Pattern kPatterns[] = {
      // (509) 555-0142 x12, 509-555-0142, 1.509.555.0142, 509/555-0142, +1 509 555 0142.
      {R"(((?:\+?\b1[-. ]?)?\(\d{3}\)[-. ]{0,2}\d{3}[-. \x{2013}]{0,2}\d{4}\b)" VEIL_EXTENSION ")",
       IdentifierType::kPhone, 0.98F},
      {R"((?:^|\b)((?:\+?1[-. ]?)?\d{3} ?(?:)" VEIL_DASH R"(|/) ?\d{3} ?)" VEIL_DASH R"( ?\d{4}\b)" VEIL_EXTENSION ")",
       IdentifierType::kPhone, 0.97F, IsPhone},
      {R"((?:^|\b)((?:\+?1[-. ])?[2-9]\d{2}\s[2-9]\d{2}[-\s]\d{4}\b)" VEIL_EXTENSION ")", IdentifierType::kPhone, 0.9F,
       IsSpacedPhone},
      {R"(\b([2-9]\d{2}[- .][2-9]\d{6}\b)" VEIL_EXTENSION ")", IdentifierType::kPhone, 0.85F, IsSpacedPhone},
      {R"((\+1[2-9]\d{9}|\b1?[2-9]\d{2}[2-9]\d{6}\b)" VEIL_EXTENSION ")", IdentifierType::kPhone, 0.85F, IsRunOfDigits},
      {R"(\b([2-9]\d{2}[-. \x{2013}]\d{4}\b)" VEIL_EXTENSION ")", IdentifierType::kPhone, 0.8F, IsLocalPhone},
      // E.164 with a country code, in groups of any size.
      {R"((\+(?:[2-9]\d{0,2})(?:[-. ]{1,2}\(?\d{1,5}\)?){2,6}))", IdentifierType::kPhone, 0.95F, HasSevenDigits},
      {R"((\+[2-9]\d{8,13})\b)", IdentifierType::kPhone, 0.9F},
      {R"((?i)\b(?:phone|ph|cell|tel|telephone|fax|mobile|callback|voicemail|whatsapp)(?: (?:no|number|is))?[.:#])"
       R"({0,2} {0,2}(\+?\d[\d\-. ()]{5,18}\d)\b)",
       IdentifierType::kPhone, 0.9F, HasSevenDigits},
      // The last four digits of a second line: 605-555-0140 f -0141, 555-0140/0141.
      {R"((?i)\d{3}[-. ]\d{4},? {0,2}(?:f|fax|fx|/|or|,|and)[.:]? {0,2}(-\d{4})\b)", IdentifierType::kPhone, 0.85F},
      {R"(\d{3}[-. ]\d{3}[-. ]\d{4}/(\d{4})\b)", IdentifierType::kPhone, 0.8F},
      {R"((?i)\b(?:pager|pgr|pg|beeper|bpr|bleep|paged at|vocera|spectralink|ascom|voalte))"
       R"((?: (?:no|number|is|id))?[.:#]{0,2} {0,2}#?(\d[\d\-]{1,8}\d)\b)",
       IdentifierType::kPhone, 0.93F, IsExtension},
      {R"((?i)\b(?:extension|extn|ext)(?: (?:no|number|is))?[.:#]{0,2} {0,2}#?(\d(?:-?\d){0,6})\b)",
       IdentifierType::kPhone, 0.93F, IsExtensionNumber},
      {R"(\b(x ?\d-?\d{3,5}|X\d{4})\b)", IdentifierType::kPhone, 0.8F, IsExtension},
      {R"(\b([xX] ?\d{2,3})\b)", IdentifierType::kPhone, 0.7F, IsDeskExtension},
      {R"((?:^|[ ,(/])(p[#-]?\d{4,5})\b)", IdentifierType::kPhone, 0.7F, IsPager},
      // United Kingdom, Ofcom's National Telephone Numbering Plan: 07700 900233, 020 7946 0771, (0131) 555 8820.
      {R"((?:^|[^\w.])(\(?0(?:\d{4}\)? \d{3} ?\d{2,3}|\d{3}\)? \d{3} \d{4}|\d{2}\)? \d{4} \d{4}))\b)",
       IdentifierType::kPhone, 0.85F, IsPhone},
      // Other signs between the groups, or letters for digits: 859*873*4410, 907-235-RXRX.
      {R"(\b([2-9]\d{2} ?(?:[-./*]|\x{2013}) ?[2-9]\d{2} ?(?:[-./*]|\x{2013}) ?(?:\d{4}|[A-Z]{4}))\b)",
       IdentifierType::kPhone, 0.85F, IsPhone},
      {R"(\b([2-9]\d{2}-[2-9]\d{2} \d{4})\b)", IdentifierType::kPhone, 0.85F, IsPhone},
      {R"((\([2-9]\d{2}\) ?\d{3}-[A-Z]{4})\b)", IdentifierType::kPhone, 0.85F},
  };
  return kPatterns;
}

}  // namespace veil
