#include <string>

#include "detect/code_form.h"
#include "detect/pattern_families.h"
#include "detect/street_form.h"

namespace veil {
namespace {

using namespace street_form;

// Lines of a street address that have a number, 45 CFR 164.514(b)(2)(i)(B). Those without are in pattern_roads.cc.

// USPS Publication 28, sections 25 and 28; military mail.
constexpr std::string_view kBox =
    R"((?i)\b((?:p\.? ?o\.? ?(?:box|bx)|post office box|psc \d+,? box|cmr \d+,? box|unit \d+,? box|)"
    R"(caller box)[ #:]*\d{1,6}(?:-?[a-z])?\b(?:,? ?(?:a[pf]o|dpo) ?(?:ae|ap|aa)?)?)\b)";
// USPS Publication 28, section 24.
constexpr std::string_view kRuralRoute =
    R"((?i)\b((?:r\.?r\.?|rural (?:route|rt)|hc|highway contract|star (?:route|rt)|rd|rfd|rte?)[ #.]*\d{1,4},? +)"
    R"(box *#?\d{1,5}(?:-?[a-z])?)\b)";
// "lives at 48 Harborview".
constexpr std::string_view kDwelling =
    R"((?i:\b(?:lives?|living|lived|reside[sd]?|residing|resident|moved|address|addr|home|staying|stays|)"
    R"(house)\b[ :]+)"
    R"((?:is |now )?(?:at |to |is )?)(\d{1,5} [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?:[^\w/.%-]|[.](?:\s|$)|$))";

std::string Joined(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (const std::string_view part : parts) joined += part;
  return joined;
}

// "1305 W 12th St Apt 5D"; the name may be wrapped.
std::string NumberedStreet() {
  return Joined({Begin(), "(", UnitFirst(), Number(), "(?:", Direction(), " +)?((?:", NameWord(),
                 R"((?: +|\r?\n)){1,4})()", Type(), ")(?: +", Direction(), R"(\b\.?)?)", Unit(), ")"});
}

// "120 main street" in text without capitals.
std::string PlainStreet() {
  return Joined({"(?i)", Begin(), R"((\d{2,5} ((?:[nsew]\.? )?(?:[a-z][a-z'-]+ |\d{1,3}(?:st|nd|rd|th) ){1,3})()",
                 PlainType(), R"()(?: [ns]?[ew]?\b)?)", Unit(), ")"});
}

// "88 lakeview dr apt 2": types that are other words too need a unit.
std::string PlainStreetWithUnit() {
  return Joined({"(?i)", Begin(), R"((\d{1,5} ((?:[nsew]\.? )?(?:[a-z][a-z'-]+ |\d{1,3}(?:st|nd|rd|th) ){1,3})()",
                 R"((?:dr|ct|way|pl|ter|row|run|pt|sq|plaza)\b\.?))", UnitHere(), ")"});
}

// "N6481 County Road K", "81 Hwy 6", "W2207 Old Hwy 19".
std::string NumberedRoad() {
  return Joined(
      {Begin(), "(", Number(), "(?:", Direction(), R"( +)?(?:[A-Z][\w'-]+ +)?(?i:county (?:road|rd|hwy|highway)|)",
       R"(state (?:route|road|rd|hwy|highway)|us (?:hwy|highway|route)|highway|hwy|route|rte|cr|sr|fm|farm road|)",
       R"(township road|cty (?:rd|hwy|tk))\.? +(?:\d{1,4}[A-Z]?|[A-Z]{1,2})\b)", Unit(), ")"});
}

// "2604 E. Calle Nogal", "9 bis, rue de l'Étang": the type stands first.
std::string TypeFirst() {
  return Joined({Begin(),
                 R"((\d{1,5}(?: bis| ter|[A-Z])?,? (?:[NSEW]\.? )?(?:[Cc]alle|[Aa]venida|[Aa]vda|[Cc]amino|)"
                 R"([Pp]aseo|)",
                 R"(Via|Vía|[Rr]ue|[Rr]ua|Plaza|[Cc]allejon|[Cc]hemin|Strada|Ulica) )",
                 R"((?:(?i:de|del|la|las|los|el|des|du|l'|di|da|do)[ ]?){0,3}(?:l['’])?)",
                 R"([A-ZÀ-Þ][\wÀ-ÿ'’-]*(?: [A-Z][\w'’-]*){0,2})", Unit(), ")"});
}

// "Calle Morelos 27", "Lindenweg 7": the number stands last.
std::string NumberLast() {
  return Joined(
      {R"(\b((?:(?:Calle|Avenida|Avda|Camino|Paseo|Rue|Rua|Via|Viale|Strada|Ulica) (?:[A-ZÀ-Þ][\wÀ-ÿ'’-]*,? ){1,3}|)",
       R"([A-ZÀ-Þ][\wÀ-ÿ-]*(?:straße|strasse|str\.|weg|gasse|platz|allee|gata|gatan|vej|laan|straat) ))",
       R"(\d{1,4}[a-zA-Z]?)\b)"});
}

// "610 S. Grand, Suite 9": no type, but a unit.
std::string UnitInsteadOfType() {
  return Joined({Begin(), "(", UnitFirst(), Number(), "(?:", Direction(), R"( )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)",
                 UnitHere(), ")"});
}

// "7300 Mesquite SW": no type, but a quarter of the city.
std::string Quadrant() {
  return Joined({Begin(), "(", UnitFirst(), R"(\d{2,5} (?:[A-Z][\w'’-]+|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w'’-]+)? )",
                 R"((?:NE|NW|SE|SW)\b)", Unit(), ")"});
}

// "450 S 900 E", "1305 W 12th", "1633 Broadway".
std::string Grid() {
  return Joined({Begin(),
                 R"((\d{1,5} (?:[NSEW]\.? (?:\d{2,5} [NSEW]\b|\d{1,3}(?:st|nd|rd|th)\b)|(?:[NSEW]\.? )?Broadway\b))",
                 Unit(), ")"});
}

// "eleven sixteen birch avenue", "four oh nine dalton highway lot three".
std::string Spoken() {
  return Joined({R"((?i)\b((?:)", DigitWord(), R"([ -]+(?:and )?){1,6}((?:[a-z'-]+[ ]+){1,3}?)((?:)", PlainType(),
                 R"(|drive|way|creek)\b)(?:,? (?:apartment|apt|unit|lot|suite|number) (?:)", DigitWord(),
                 R"(|[a-z]|\d+)(?: [a-z]\b)?)?))"});
}

// "address is eight hundred larkmoor".
std::string SpokenBehindLabel() {
  return Joined({R"((?i)\b(?:address(?: is)?|lives at|live at|stay at|house is)[ :,]+((?:)", DigitWord(),
                 R"([ -]+){2,5}[a-z'-]{3,}(?: creek| hill| ridge| point)?))"});
}

}  // namespace

std::span<const Pattern> AddressPatterns() {
  static const std::string numbered = NumberedStreet();
  static const std::string plain = PlainStreet();
  static const std::string plain_with_unit = PlainStreetWithUnit();
  static const std::string road = NumberedRoad();
  static const std::string type_first = TypeFirst();
  static const std::string number_last = NumberLast();
  static const std::string unit_instead = UnitInsteadOfType();
  static const std::string quadrant = Quadrant();
  static const std::string grid = Grid();
  static const std::string spoken = Spoken();
  static const std::string spoken_label = SpokenBehindLabel();
  static const Pattern patterns[] = {
      {numbered, IdentifierType::kStreet, 0.93F, IsStreet},
      {plain, IdentifierType::kStreet, 0.85F, IsPlainStreet},
      {plain_with_unit, IdentifierType::kStreet, 0.85F, IsPlainStreet},
      {road, IdentifierType::kStreet, 0.9F, IsNumberedRoad},
      {type_first, IdentifierType::kStreet, 0.9F},
      {number_last, IdentifierType::kStreet, 0.85F},
      {unit_instead, IdentifierType::kStreet, 0.8F, IsStreetWithoutType},
      {quadrant, IdentifierType::kStreet, 0.8F, IsGridStreet},
      {grid, IdentifierType::kStreet, 0.8F, IsGridStreet},
      {kDwelling, IdentifierType::kStreet, 0.7F, IsStreetWithoutType},
      {kBox, IdentifierType::kStreet, 0.95F},
      {kRuralRoute, IdentifierType::kStreet, 0.93F},
      {spoken, IdentifierType::kStreet, 0.85F, IsPlainStreet},
      {spoken_label, IdentifierType::kStreet, 0.75F},
  };
  return patterns;
}

}  // namespace veil
