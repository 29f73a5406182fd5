// Ages: 93 yo, 91/M, age 93, turned 97, ninety-one year old, in her nineties. 45 CFR 164.514(b)(2)(i)(C): ages over 89,
// and words that show one, are identifiers; younger ones may stay.
#include "base/fold.h"
#include "detect/lexicon.h"
#include "detect/pattern_context.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

constexpr auto kMeasureBefore =
    Words("t", "temp", "temperature", "tmax", "febrile", "fever", "tm", "hr", "p", "pulse", "bp", "rr", "sat", "sats",
          "spo2", "o2", "glucose", "bg", "fsbs", "wt", "weight", "ht", "bmi", "na", "cl", "map", "sbp", "dbp", "qtc",
          "mcv", "fever", "hot", "heat", "index");
constexpr auto kMeasureAfter = Words(
    "mg", "mcg", "ml", "g", "kg", "lb", "lbs", "mmhg", "bpm", "percent", "units", "unit", "days", "day", "weeks", "wks",
    "week", "hours", "hrs", "minutes", "min", "mins", "ft", "feet", "steps", "degrees", "deg", "cm", "mm", "times",
    "pills", "tabs", "meters", "miles", "months", "cc", "l", "beats", "fahrenheit", "pounds", "over", "yards", "blocks",
    "amb", "ambient", "outside", "oral", "rectal", "axillary", "tympanic", "temporal", "systolic", "sats", "sat");

bool IsOther(const PatternMatch& match) {
  const char after = ByteAfter(match);
  const std::string_view next = LineAfter(match, 2);
  if (after == '%' || (next.size() == 2 && next[0] == '.' && next[1] >= '0' && next[1] <= '9')) return true;
  return ByteBefore(match) == '.' || ByteBefore(match) == '-';
}

// 97 on Halloween is an age, 97 on room air is none.
bool IsAgeAlone(const PatternMatch& match) {
  constexpr auto kOxygen = Words("ra", "room", "o2", "oxygen", "nc", "bipap", "cpap", "hfnc", "vent");
  return !IsOther(match) && !AnyAfter(match, 1, kMeasureAfter) && !AnyAfter(match, 2, kOxygen);
}

// 93F: an age and a sex, unless 101 F is a temperature. No temperature ends in M.
bool IsAgeAndSex(const PatternMatch& match) {
  if (IsOther(match)) return false;
  const std::string_view sex = LineAfter(match, 1);
  return sex == "M" || sex == "m" || !(AnyBefore(match, 2, kMeasureBefore) || AnyAfter(match, 2, kMeasureAfter));
}

// F 93, but not P/F 118, the ratio of oxygen.
bool IsSexAndAge(const PatternMatch& match) {
  const std::string_view before = LineBefore(match, 5);
  const std::size_t sex = before.find_last_of("FM");
  return IsAgeAlone(match) && (sex == std::string_view::npos || sex == 0 || before[sex - 1] != '/');
}

// "Velda Moss, 97,": behind a name; behind a test or a drug it is a value.
bool IsAgeBehindName(const PatternMatch& match) {
  const WordInfo info = Lexicon::Embedded().Find(Fold(WordBefore(match)));
  return IsAgeAlone(match) && !info.Has(WordFlag::kClinical) && !info.Has(WordFlag::kDrug) &&
         !AnyBefore(match, 2, kMeasureBefore);
}

bool IsAgeSaid(const PatternMatch& match) { return IsAgeAlone(match) && !AnyBefore(match, 4, kMeasureBefore); }

// Dictated numbers are values too: "sat ninety-six percent", "one ten over ninety-two".
bool IsAgeInWords(const PatternMatch& match) {
  constexpr auto kValue = Words("over", "hundred", "point", "percent", "saturation", "oxygen", "rate", "pressure",
                                "and", "dash", "thousand", "dollars", "at", "is", "was", "of", "to");
  return IsAgeSaid(match) && !AnyBefore(match, 1, kValue) && !AnyAfter(match, 2, kMeasureAfter) &&
         !AnyAfter(match, 1, kValue);
}

}  // namespace

#define VEIL_AGE_90 "(?:9\\d|1[01]\\d|12[0-5])"
#define VEIL_AGE_89 "(?:[1-8]?\\d)"
#define VEIL_UNIT_90 \
  "(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
#define VEIL_WORDS_90                                  \
  "(?:ninety(?:[ \\-]" VEIL_UNIT_90                    \
  ")?|ninetieth|(?:a |one )?hundred(?:[ \\-](?:and )?" \
  "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven))?|hundredth)"
#define VEIL_WORDS_89                                                                                                 \
  "(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:[ \\-](?:one|two|three|four|five|six|seven|eight|nine))?|" \
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"       \
  "eighteen|nineteen)"
#define VEIL_KIN                                                                           \
  "(?:(?:great[- ]?)?(?:grand)?(?:mother|father|mom|dad|ma|pa)|(?:great[- "                \
  "])?(?:aunt|uncle)|wife|husband|hubby|spouse|"                                           \
  "papaw|mamaw|memaw|meemaw|abuelo|abuela|auntie|aunty|nan|nonna|nonno|oma|opa|lola|lolo|" \
  "sister|brother|sibling|gm|gf|mgm|mgf|pgm|pgf|gma|gpa|grandma|grandpa|granny|nana|mr|mrs|ms|miss|caregiver|partner)"
#define VEIL_YEARS_OLD \
  "[ \\-]{0,2}(?:y/?o\\b|y\\.o|yo[mf]?\\b|yr\\b|yrs\\b|years?\\b|y\\b|y/|a\\x{F1}os?\\b|anos?\\b|ans\\b|jahre\\b)"
#define VEIL_OLD "[ \\-]{0,2}(?:y/?o\\b|y\\.o|yo[mf]?\\b|(?:yr|yrs|years?)\\.?[ \\-](?:and )?old)"
#define VEIL_IS_AGED                                                                                           \
  "\\b(?:turn(?:ed|ing|s)|(?:he|she)['\\x{2019}]?s|i['\\x{2019}]m|(?:he|she|pt|patient) (?:is|was|will be)|i " \
  "am|i'm|is "                                                                                                 \
  "now|celebrated (?:his|her)|at "                                                                             \
  "(?:the )?age(?: of)?|aged?(?: is| of|:)?|age ?[/&] ?(?:sex|gender)\\s{0,3}:?|dob/age[^\\n]{0,24}/)[ :=]{0,12}"

std::span<const Pattern> AgePatterns() {
  static constexpr Pattern kPatterns[] = {
      {"(?i)\\b(" VEIL_AGE_90 ")" VEIL_YEARS_OLD, IdentifierType::kAgeOver89, 0.95F,
       [](const PatternMatch& match) { return !IsOther(match); }},
      {"(?i)\\b(" VEIL_AGE_90 "(?: ?1/2| and a half|\\x{BD}))" VEIL_YEARS_OLD, IdentifierType::kAgeOver89, 0.95F},
      {"\\b(" VEIL_AGE_90 ") ?/? ?[FM]\\b", IdentifierType::kAgeOver89, 0.85F, IsAgeAndSex},
      {"\\b[FM] ?/? ?(" VEIL_AGE_90 ")\\b", IdentifierType::kAgeOver89, 0.75F, IsSexAndAge},
      {"(?i)\\b(?:female|male|woman|man|lady|gentleman|elderly|widower?)[ ,(]{1,3}(" VEIL_AGE_90 ")\\b",
       IdentifierType::kAgeOver89, 0.8F, IsAgeAlone},
      {"(?i)" VEIL_IS_AGED "(" VEIL_AGE_90 ")(?:st|nd|rd|th)?\\b", IdentifierType::kAgeOver89, 0.9F, IsAgeAlone},
      {"(?i)\\b(" VEIL_AGE_90 "(?:st|nd|rd|th)?) (?:birthday|bday|b-day|candles|years of age|yrs of age)\\b",
       IdentifierType::kAgeOver89, 0.95F},
      // After a date of birth or a name: 12/25/1931 (92); Mr. Small 95; Quist, 93, MRN.
      {R"((?i)(?:\d[/.\-]\d{1,2}[/.\-]\d{2,4}|\b1[89]\d\d) ?\( ?()" VEIL_AGE_90 R"()\b ?(?:y|yo|yrs?)?\))",
       IdentifierType::kAgeOver89, 0.9F},
      {R"(\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z][a-z'\-\x{80}-\x{10FFFF}A-Z]+,? \(?()" VEIL_AGE_90 R"()\b)",
       IdentifierType::kAgeOver89, 0.8F, IsAgeAlone},
      {R"([a-zA-Z.\x{80}-\x{10FFFF}], ()" VEIL_AGE_90
       R"(), (?:(?i)mrn|dob|who|was|is|has|had|lives|with|of|presented|presents|admitted|a|f|m)\b)",
       IdentifierType::kAgeOver89, 0.8F},
      // "VIOLA STARK, 96, WHITE F", "Bridget Rose, 97."
      {R"([A-Z][A-Za-z'\x{80}-\x{10FFFF}\-]+ [A-Z][A-Za-z'\x{80}-\x{10FFFF}\-]+\)?(?:, | \(| (?:\x{2014}|\x{2013}) )()" VEIL_AGE_90
       R"()(?:[,;:)]|\.(?:\s|$)|$))",
       IdentifierType::kAgeOver89, 0.8F, IsAgeBehindName},
      // A date of birth that says it: 12.08.1932 = 91, 11/4/1929, 94.
      {R"((?:\b\d{1,2}[/.\-]\d{1,2}[/.\-]|\b(?:of|in|born|b\.) )(?:18[5-9]|19[0-3])\d ?(?:=|,|/|\x{2192}|\|) ?()" VEIL_AGE_90
       R"()\b)",
       IdentifierType::kAgeOver89, 0.85F, IsAgeAlone},
      // "going on ninety-one", "lived to be 102", "dead at 104", "will be 100 on Friday".
      {"(?i)\\b(?:going on|(?:lived|lives|live) (?:to|till|until)(?: be)?|(?:dead|died|gone|alive|blind|widowed) "
       "(?:at|till|until)|(?:will|'ll|would) be|to be|saw|reached|pushing|insists(?: he is| she is)?) "
       "(" VEIL_AGE_90 "|" VEIL_WORDS_90 ")\\b",
       IdentifierType::kAgeOver89, 0.8F, IsAgeSaid},
      // "91 next month", "100 this week".
      {"(?i)\\b(" VEIL_AGE_90 "|" VEIL_WORDS_90 ") (?:next|this|in) (?:week|month|spring|summer|fall|autumn|winter|"
       "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
       "nov(?:ember)?|dec(?:ember)?)\\b",
       IdentifierType::kAgeOver89, 0.75F, IsAgeSaid},
      // "How old are you? Ninety."
      {"(?i)\\bhow old [a-z ]{2,24}\\??[\"' ]{0,3}(?:[a-z]{1,8}\\d?: ?|\\bs\\d )?[\"' ]{0,2}(?:i am |i'm |im )?"
       "(" VEIL_AGE_90 "|" VEIL_WORDS_90 ")\\b",
       IdentifierType::kAgeOver89, 0.85F, IsAgeAlone},
      // Words with a hyphen are written by hand, and by hand they count years.
      {"(?i)\\b(ninety-" VEIL_UNIT_90 ")\\b", IdentifierType::kAgeOver89, 0.75F, IsAgeInWords},
      {"(?i)\\b(noventa(?: y (?:uno?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?)(?: a(?:\\x{F1}|n)os)?\\b",
       IdentifierType::kAgeOver89, 0.75F, IsAgeInWords},
      // "At ninety-six she still ..."
      {"(?i)\\bat (" VEIL_WORDS_90 "|9\\d),? (?:she|he|still)\\b", IdentifierType::kAgeOver89, 0.85F},
      // Kin: "wife Bluma 90", "uncle Chauncey (90, elder)", "his mother is 95", "ninety-eight".
      {R"((?:(?i)\b)" VEIL_KIN
       R"()\b(?:,? [A-Z][\w.'"\x{80}-\x{10FFFF}\-]+){0,3}(?:,? \(?| \| | is | was | aged? |, now )()" VEIL_AGE_90
       R"()\b)",
       IdentifierType::kAgeOver89, 0.8F, IsAgeAlone},
      {R"((?:(?i)\b)" VEIL_KIN
       R"()\b(?:,? [A-Z][\w.'"\x{80}-\x{10FFFF}\-]+){0,3}(?:,? \(?| is | was | aged? |, now )((?i)ninety[ \-])" VEIL_UNIT_90
       R"()\b)",
       IdentifierType::kAgeOver89, 0.8F, IsAgeAlone},
      {R"((?i)\b(?:died|passed(?: away)?|alive|d\.|lived|living|still here|deceased|expired)(?:,| at| to| aged?)? (?:the age of )?()" VEIL_AGE_90
       R"()(?:[,;)/]|[.]?(?:\s|$)))",
       IdentifierType::kAgeOver89, 0.85F, IsAgeAlone},
      {R"(\((9\d|10\d)\) (?i:years|yrs))", IdentifierType::kAgeOver89, 0.9F},
      {R"(\b(9\d)[fm]\b)", IdentifierType::kAgeOver89, 0.8F, IsAgeAndSex},
      {"(?i)\\b(?:(?:his|her|their|my|into)(?: early| mid| late)?(?:-| )(9\\d'?s|100s|nineties|hundreds))\\b",
       IdentifierType::kAgeOver89, 0.85F},
      {"(?i)\\b(nonagenarian|centenarian|supercentenarian)s?\\b", IdentifierType::kAgeOver89, 0.9F},
      {"(?i)\\b(" VEIL_WORDS_90 ")(?:[ \\-](?:years?|yrs?|y/?o)\\b|[ \\-]birthday)", IdentifierType::kAgeOver89, 0.95F},
      {"(?i)" VEIL_IS_AGED "(" VEIL_WORDS_90 ")\\b", IdentifierType::kAgeOver89, 0.9F, IsAgeAlone},
      {"(?i)\\b(" VEIL_AGE_89 ")" VEIL_OLD, IdentifierType::kAge, 0.9F},
      {"(?i)\\bage[ds]?:? ?(" VEIL_AGE_89 ")\\b", IdentifierType::kAge, 0.9F},
      {"\\b([1-8]\\d) ?/? ?[FM]\\b", IdentifierType::kAge, 0.8F, IsAgeAndSex},
      {"(?i)\\b(" VEIL_WORDS_89 ")[ \\-](?:year|yr)s?[ \\-]old", IdentifierType::kAge, 0.9F},
  };
  return kPatterns;
}

}  // namespace veil
