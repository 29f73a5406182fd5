#include <algorithm>
#include <string>

#include "base/fold.h"
#include "detect/code_form.h"
#include "detect/lexicon.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// Street addresses, 45 CFR 164.514(b)(2)(i)(B); the parts of a line are those of USPS Publication 28.
//
// A street needs a number before it or a word of place ("on", "lives off"), since "St", "Dr" and "Ct" are also
// elevation, doctor and tomography.

constexpr std::string_view kDirection =
    R"((?:[NSEW]\.?|[NS][EW]|[NS]\.[EW]\.|North|South|East|West|Northeast|Northwest|Southeast|Southwest))";
// Appendix C1, and words that name a street in other ways.
constexpr std::string_view kType =
    R"((?:Street|Str|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Circle|Cir|Place|Pl|Terrace|Terr|Ter|)"
    R"(Way|Parkway|Pkwy|Highway|Hwy|Trail|Trl|Square|Sq|Plaza|Plz|Alley|Aly|Loop|Path|Pike|Turnpike|Tpke|Row|Run|Crossing|Xing|)"
    R"(Cove|Cv|Point|Pt|Ridge|Rdg|Bend|Bnd|Glen|Gln|Grove|Grv|Hill|Hollow|Holw|Landing|Lndg|Mews|Pass|Route|Rte|Trace|Trce|)"
    R"(View|Vw|Walk|Expressway|Expy|Freeway|Fwy|Causeway|Bypass|Heights|Hts|Manor|Mnr|Junction|Jct|Esplanade|Crescent|Cres|)"
    R"(Close|Commons|Green|Gardens|Gdns|Broadway|Spur|Center|Ctr|Park|Estates|Village|Meadows?|Mdws?|Creek|Crk)\b\.?)";
// Types that are little else, also in small letters.
constexpr std::string_view kPlainType =
    R"((?:street|str|st|avenue|ave|road|rd|boulevard|blvd|drive|lane|ln|court|circle|terrace|parkway|pkwy|highway|hwy|trail|pike|)"
    R"(turnpike|place|crossing|cove|loop)\b\.?)";
constexpr std::string_view kCapital =
    R"((?:[A-Z][\w'’.-]*|\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)|[A-Z]|[oO]f|[dD]e(?: l[ao]s?)?|[tT]he|La|Le))";
constexpr std::string_view kNumber =
    R"((?:(?:[NSEW]\d{2,5}(?:[NSEW]\d{2,5})?|\d{1,6}(?:-\d{1,4}[A-Z]?|[A-Z]| ?½| 1/2)?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)(?: [–-] | +)))";
// Appendix C2: down to the unit. Several may follow each other ("West Wing, Suite 2B").
constexpr std::string_view kUnit =
    R"((?:,? *(?:(?i:apt|apartment|unit|suite|ste|rm|room|lot|trlr|trailer|bldg|building|floor|fl|flr|space|spc|sp|dock|ph|)"
    R"(penthouse|slip|box|flat|hangar|pier|bay|no)\b\.? *#? *(?:[A-Za-z]?-?\d+-?[A-Za-z]?|[A-Z](?:-?\d+)?)\b|# ?[A-Za-z]?-?\d+-?[A-Za-z]?\b|)"
    R"((?i:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|ground|top|upper|lower|basement) (?i:floor|fl|flr)\b\.?|)"
    R"((?:(?i:north|south|east|west)|[A-Z][a-z]+) (?:Wing|Tower|Building|Bldg)\b)){0,3})";
// Before the number: "Flat 2, ", "Bldg 7, ", "Sp. 41, Desert Willow MHP, ".
constexpr std::string_view kUnitFirst =
    R"((?:(?i:flat|bldg|building|unit|sp|space|lot|apt|suite|ste|trlr|trailer)\.? ?#?\w{1,5}, ?(?:(?:[A-Z][\w'’-]*[ ]){0,2}[A-Z][\w'’-]*, ?)?)?)";

constexpr std::string_view kBox =
    R"((?i)\b((?:p\.? ?o\.? ?(?:box|bx)|post office box|psc \d+,? box|cmr \d+,? box|unit \d+,? box|lock ?box|caller box)[ #:]*\d{1,6}(?:,? ?(?:a[pf]o|dpo) ?(?:ae|ap|aa)?)?)\b)";
constexpr std::string_view kRuralRoute =
    R"((?i)\b((?:r\.?r\.?|rural (?:route|rt)|hc|highway contract|star (?:route|rt)|rd|rfd|rte?)[ #.]*\d{1,4},? +box *#?\d{1,5}[a-z]?)\b)";
constexpr std::string_view kBlock =
    R"(\b(\d{2,5}(?:[ -]hundred)?[ -](?i:block|blk)(?: of| on)? (?:[NSEW]\.? )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?)";

constexpr std::string_view kSite =
    R"((?i:on|off|at|near|from|down|along|outside|by|behind|in|of|to|around|between|via|toward|towards|onto|across|under|walking|live[sd]?|living)(?: of)?[ ]+)";

// Words that are no part of a street's name, wherever they stand between number and type.
bool HasPlainSpeech(std::string_view words) {
  return HasWord(
      words,
      {"mg",       "mcg",     "ml",       "mm",       "cm",      "kg",       "view",  "views", "day",   "days",
       "week",     "weeks",   "month",    "months",   "year",    "years",    "yr",    "yo",    "hours", "hrs",
       "min",      "with",    "and",      "for",      "was",     "were",     "is",    "are",   "has",   "had",
       "his",      "her",     "per",      "by",       "to",      "in",       "at",    "on",    "pt",    "patient",
       "seen",     "dr",      "mr",       "mrs",      "ms",      "year-old", "y/o",   "dose",  "doses", "chest",
       "head",     "abdomen", "abd",      "pelvis",   "cardiac", "coronary", "brain", "neck",  "spine", "sinus",
       "contrast", "repeat",  "inferior", "anterior", "lateral", "this",     "that",  "down",  "from",  "minutes",
       "miles",    "mile",    "steps",    "times",    "tabs",    "units",    "am",    "pm",    "he",    "she",
       "they",     "lead",    "ecg",      "ekg",      "mild",    "noted",    "vs",    "low",   "x",     "no",
       "not",      "or",      "if",       "then"});
}

// A type that is also "Dr." or "St." before a name, or a scan in capitals.
bool EndsAsSomethingElse(const PatternMatch& match, std::string_view type) {
  const std::string_view bare = type.substr(0, type.find('.'));
  const std::string_view after = match.text.substr(match.span.end, 40);
  if (bare == "CT" || bare == "ST" || bare == "PT" || bare == "AV" || bare == "PL") {
    const std::string_view all = TextOf(match);
    if (std::any_of(all.begin(), all.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return true;
  }
  if (bare != "Dr" && bare != "DR" && bare != "St" && bare != "Pt") return false;
  if (match.text.substr(0, match.span.end).ends_with(bare) == false &&
      match.text.substr(0, match.span.end).ends_with(".") == false) {
    return false;  // a unit follows
  }
  const std::size_t next = after.find_first_not_of(' ');
  if (next == std::string_view::npos || next == 0 || after[next] < 'A' || after[next] > 'Z') return false;
  // "1200 Harbor Dr San Diego 92110": a place, if a ZIP or a state follows.
  return after.find_first_of("0123456789") == std::string_view::npos && after.find(", ") == std::string_view::npos;
}

// Groups 2 and 3 are the name and the type.
bool IsStreet(const PatternMatch& match) {
  std::string name = Fold(match.groups[1]);
  if (HasPlainSpeech(name)) return false;
  return !EndsAsSomethingElse(match, match.groups[2]);
}

// In small letters only words of streets' names may stand before the type.
bool IsPlainStreet(const PatternMatch& match) {
  const std::string name = Fold(match.groups[1]);
  if (HasPlainSpeech(name) ||
      HasWord(name, {"the", "a", "of", "st", "q*d", "each", "other", "old", "times", "point"})) {
    return false;
  }
  return true;
}

bool IsStreetAlone(const PatternMatch& match) {
  const std::string name = Fold(match.groups[1]);
  if (HasPlainSpeech(name) || HasWord(name, {"the", "our", "wall-e"})) return false;
  return !EndsAsSomethingElse(match, match.groups[2]);
}

}  // namespace

std::span<const Pattern> AddressPatterns() {
  const std::string dir(kDirection);
  const std::string type(kType);
  const std::string plain(kPlainType);
  const std::string cap(kCapital);
  const std::string num(kNumber);
  const std::string unit(kUnit);
  const std::string first(kUnitFirst);
  const std::string site(kSite);

  // "1180 W 14th St Apt 3B".
  static const std::string street = R"((?:^|[^\w/.$-]))"
                                    "(" +
                                    first + num + "(?:" + dir + " +)?((?:" + cap + " +){1,4})(" + type + ")(?: +" +
                                    dir + R"(\b\.?)?)" + unit + ")";
  static const std::string street_plain =
      R"((?i)(?:^|[^\w/.$-])(\d{2,5} ((?:[nsew]\.? )?(?:[a-z][a-z'-]+ |\d{1,3}(?:st|nd|rd|th) ){1,3})()" + plain +
      R"()(?: [ns]?[ew]?\b)?)" + unit + ")";
  // "N6481 County Road K", "70 Hwy 3", "W4418 Old Hwy 13".
  static const std::string numbered_road =
      R"((?:^|[^\w/.$-]))"
      "(" +
      num + "(?:" + dir +
      R"( +)?(?:[A-Z][\w'-]+ +)?(?i:county (?:road|rd|hwy|highway)|state (?:route|road|rd|hwy|highway)|us (?:hwy|highway|route)|highway|hwy|route|rte|cr|sr|fm|farm road|township road|cty (?:rd|hwy|tk))\.? +(?:\d{1,4}[A-Z]?|[A-Z]{1,2})\b)" +
      unit + ")";
  static const std::string road_alone =
      R"(\b((?:(?i:county (?:road|rd|hwy|highway)|state (?:route|road|rd|hwy|highway)|u\.?s\.? (?:hwy|highway|route)|highway|)"
      R"(hwy|interstate)|Route|Rte|ROUTE|RTE)\.? +(?:\d{1,4}[A-Z]?|[A-Z]{1,2})(?: (?:[NSEW]B|[NSEW]))?)"
      R"((?: (?:near|at|@|by) (?i:exit|milepost|mile marker|mm|mile) \d+[A-Z]?)?)(?:[^\w.-]|[.](?:\s|$)|$))";
  static const std::string interstate =
      R"(\b((?:I|US|SR)-\d{1,3}(?: [NSEW]B)?(?: (?:near|at|@|by)? ?(?i:exit|milepost|mile marker|mile) \d+[A-Z]?))\b)";
  static const std::string interstate_site = R"(\b(?i:on|off|along|from|near) (I-\d{1,3}(?: [NSEW]B)?)\b)";
  // "3801 E. Calle Guaymas", "14 bis, rue de l'Église": the type stands first.
  static const std::string type_first =
      R"((?:^|[^\w/.$-])(\d{1,5}(?: bis| ter|[A-Z])?,? (?:[NSEW]\.? )?(?:[Cc]alle|[Aa]venida|[Aa]vda|[Cc]amino|[Pp]aseo|Via|Vía|[Rr]ue|[Rr]ua|Plaza|[Cc]allejon|[Cc]hemin|Strada|Ulica) (?:(?i:de|del|la|las|los|el|des|du|l'|di|da|do)[ ]?){0,3}(?:l['’])?[A-ZÀ-Þ][\wÀ-ÿ'’-]*(?: [A-Z][\w'’-]*){0,2})" +
      unit + ")";
  // "400 S. State, Suite 12", "9800 Central SW": no type, but a direction or a unit.
  static const std::string unit_needed = std::string(kUnit).substr(0, kUnit.size() - 5) + "{1,3}";
  static const std::string without_type = R"((?:^|[^\w/.$-]))"
                                          "(" +
                                          first + num + "(?:" + dir + R"( )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)" +
                                          unit_needed + ")";
  static const std::string quadrant =
      R"((?:^|[^\w/.$-]))"
      "(" +
      first + R"(\d{2,5} (?:[A-Z][\w'’-]+|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w'’-]+)? (?:NE|NW|SE|SW)\b)" + unit + ")";
  // "lives at 61 Lakeshore".
  static const std::string dwelling =
      R"((?i:\b(?:lives?|living|lived|reside[sd]?|residing|resident|moved|address|addr|home|staying|stays|house)\b[ :]+(?:is |now )?(?:at |to |is )?)(\d{1,5} [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?:[^\w/.%-]|[.](?:\s|$)|$))";
  // "on Fulton St", "lives off Quarry Rd".
  static const std::string alone =
      R"(\b)" + site + "((?:" + dir + " +)?((?:" + cap + " +){1,3})(" + type + ")(?: +" + dir + R"(\b)?)" + unit + ")";
  // "5th and Main", "Lakeshore Blvd and 3rd", "Fulton St. & Pine", "Blackstone & Herndon", "Baseline/30th".
  static const std::string word = R"((?:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?))";
  static const std::string crossing = R"(\b((?:[NSEW]\.? )?)" + word + " " + type +
                                      R"( ?(?:&|/|and|@|at) ?(?:[NSEW]\.? )?)" + word + "(?: " + type + ")?)";
  static const std::string crossing_ordinal =
      R"(\b(\d{1,3}(?:st|nd|rd|th)(?: St\.?| Ave\.?)? ?(?:&|/|and) ?[A-Z][\w'’-]+(?: )" + type +
      R"()?|[A-Z][\w'’-]+ ?(?:&|/) ?\d{1,3}(?:st|nd|rd|th)))";
  static const std::string crossing_site =
      R"(\b(?i:corner of|intersection of|(?:side|struck|hit|crash|collision|rear-ended|boned)[^\n.]{0,24} (?:at|near)|parked at|found at|camps? at|sleeps? (?:at|near)) ()" +
      word + "(?: " + type + ")? (?:&|and|/) " + word + "(?: " + type + ")?)";
  static const std::string block = std::string(kBlock) + "(?: " + type + ")?)";
  // "fourteen twelve hess avenue", "five oh six chapman highway lot seven".
  static const std::string digit(DigitWord());
  static const std::string spoken = R"((?i)\b((?:)" + digit + R"([ -]+(?:and )?){1,6}((?:[a-z'-]+[ ]+){1,3}?)((?:)" +
                                    plain +
                                    R"(|drive|way|creek|row|run)\b)(?:,? (?:apartment|apt|unit|lot|suite|number) (?:)" +
                                    digit + R"(|[a-z]|\d+)(?: [a-z]\b)?)?))";
  static const std::string spoken_label = R"((?i)\b(?:address(?: is)?|lives at|live at|stay at|house is)[ :,]+((?:)" +
                                          digit + R"([ -]+){2,5}[a-z'-]{3,}(?: creek| hill| ridge| point)?))";

  static const Pattern patterns[] = {
      {street, IdentifierType::kStreet, 0.93F, IsStreet},
      {street_plain, IdentifierType::kStreet, 0.85F, IsPlainStreet},
      {numbered_road, IdentifierType::kStreet, 0.9F},
      {road_alone, IdentifierType::kStreet, 0.75F},
      {interstate, IdentifierType::kStreet, 0.85F},
      {interstate_site, IdentifierType::kStreet, 0.7F},
      {type_first, IdentifierType::kStreet, 0.9F},
      {without_type, IdentifierType::kStreet, 0.8F},
      {quadrant, IdentifierType::kStreet, 0.8F},
      {dwelling, IdentifierType::kStreet, 0.7F},
      {alone, IdentifierType::kStreet, 0.75F, IsStreetAlone},
      {crossing, IdentifierType::kStreet, 0.8F},
      {crossing_ordinal, IdentifierType::kStreet, 0.7F},
      {crossing_site, IdentifierType::kStreet, 0.75F},
      {kBox, IdentifierType::kStreet, 0.95F},
      {kRuralRoute, IdentifierType::kStreet, 0.93F},
      {block, IdentifierType::kStreet, 0.85F},
      {spoken, IdentifierType::kStreet, 0.85F, IsPlainStreet},
      {spoken_label, IdentifierType::kStreet, 0.75F},
  };
  return patterns;
}

}  // namespace veil
