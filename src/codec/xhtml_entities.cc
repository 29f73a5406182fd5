#include "codec/xhtml_entities.h"

#include <algorithm>
#include <array>

namespace veil::xhtml {
namespace {

// U+00A0 to U+00FF in order.
constexpr std::array<std::string_view, 96> kLatin1 = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",
    "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",
    "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave",
    "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",
    "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",
    "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute",
    "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave",
    "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide",
    "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

struct Named {
  std::string_view name;
  char32_t character;
};
constexpr std::array<Named, 23> kOthers = {
    {{"amp", U'&'},        {"lt", U'<'},          {"gt", U'>'},          {"quot", U'"'},       {"apos", U'\''},
     {"ndash", U'\u2013'}, {"mdash", U'\u2014'},  {"lsquo", U'\u2018'},  {"rsquo", U'\u2019'}, {"ldquo", U'\u201C'},
     {"rdquo", U'\u201D'}, {"hellip", U'\u2026'}, {"bull", U'\u2022'},   {"trade", U'\u2122'}, {"OElig", U'\u0152'},
     {"oelig", U'\u0153'}, {"Scaron", U'\u0160'}, {"scaron", U'\u0161'}, {"Yuml", U'\u0178'},  {"ensp", U' '},
     {"emsp", U' '},       {"thinsp", U' '},      {"zwnj", U'\u200C'}}};

constexpr std::size_t kSizeMax = 12;

// The digits of "&#160;" or "&#xA0;"; 0 if they name no character.
char32_t Numeric(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  char32_t value = 0;
  if (digits.empty()) return 0;
  for (const char c : digits) {
    const int lower = c | 0x20;
    const bool digit = c >= '0' && c <= '9';
    if (!digit && !(hex && lower >= 'a' && lower <= 'f')) return 0;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit ? c - '0' : lower - 'a' + 10);
    if (value > 0x10FFFF) return 0;
  }
  return value >= 0xD800 && value <= 0xDFFF ? 0 : value;
}

}  // namespace

Entity EntityAt(std::string_view text, std::size_t at) {
  const std::size_t end = text.substr(at, kSizeMax).find(';');
  if (end == std::string_view::npos || end < 2) return {};
  const std::string_view name = text.substr(at + 1, end - 1);
  if (name[0] == '#') {
    const char32_t value = Numeric(name.substr(1));
    return value == 0 ? Entity() : Entity{value, end + 1};
  }
  const auto* latin = std::find(kLatin1.begin(), kLatin1.end(), name);
  if (latin != kLatin1.end()) return {static_cast<char32_t>(0xA0 + (latin - kLatin1.begin())), end + 1};
  const auto* other = std::find_if(kOthers.begin(), kOthers.end(), [&](const Named& n) { return n.name == name; });
  return other == kOthers.end() ? Entity() : Entity{other->character, end + 1};
}

}  // namespace veil::xhtml
