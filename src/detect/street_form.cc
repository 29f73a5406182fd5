#include "detect/street_form.h"

#include <re2/re2.h>

#include <algorithm>

#include "base/fold.h"
#include "detect/code_form.h"
#include "detect/lexicon.h"

namespace veil {
namespace street_form {

std::string_view Begin() { return R"((?:^|[^\w/.$-]))"; }

std::string_view Number() {
  return R"((?:(?:[NSEW]\d{2,5}(?:[NSEW]\d{2,5})?|[1-9]\d{0,5}(?:-\d{1,4}[A-Z]?|-?[A-Z]| ?½| 1/2)?|One|Two|Three|Four|Five|)"
         R"(Six|Seven|Eight|Nine|Ten)(?: [–-] |  ?)))";
}

std::string_view Direction() {
  return R"((?:[NSEW]\.?|[NS][EW]|[NS]\.[EW]\.|North|South|East|West|Northeast|Northwest|Southeast|Southwest))";
}

std::string_view NameWord() {
  return R"((?:[A-Z][\w'’.-]*|\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)|[oO]f|[dD]e(?: l[ao]s?)?|[tT]he))";
}

std::string_view Type() {
  return R"((?:Street|Str|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Circle|Cir|Place|Pl|)"
         R"(Terrace|Terr|Ter|Way|Parkway|Pkwy|Highway|Hwy|Trail|Trl|Square|Sq|Plaza|Plz|Alley|Aly|Loop|Path|Pike|)"
         R"(Turnpike|Tpke|Row|Run|Crossing|Xing|Cove|Cv|Point|Pt|Ridge|Rdg|Bend|Bnd|Glen|Gln|Grove|Grv|Hill|Hollow|)"
         R"(Holw|Landing|Lndg|Mews|Pass|Route|Rte|Trace|Trce|View|Vw|Walk|Expressway|Expy|Freeway|Fwy|Causeway|Bypass|)"
         R"(Heights|Hts|Manor|Mnr|Junction|Jct|Esplanade|Crescent|Cres|Close|Commons|Green|Gardens|Gdns|Broadway|Spur|)"
         R"(Center|Ctr|Park|Estates|Village|Meadows?|Mdws?|Creek|Crk|)"
         R"(STREET|ST|AVENUE|AVE|ROAD|RD|BOULEVARD|BLVD|DRIVE|DR|LANE|LN|COURT|CT|CIRCLE|CIR|PLACE|PL|TERRACE|WAY|)"
         R"(PARKWAY|PKWY|HIGHWAY|HWY|TRAIL|TRL|SQUARE|LOOP|PIKE|TURNPIKE|ROW|CROSSING|COVE|RIDGE|HILL|ALLEY)\b\.?)";
}

std::string_view SureType() {
  return R"((?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Circle|Terrace|Parkway|Pkwy|Highway|)"
         R"(Hwy|Trail|Pike|Turnpike|Expressway|Freeway|Alley|Crossing|STREET|AVENUE|AVE|ROAD|RD|BOULEVARD|BLVD|LANE|)"
         R"(DRIVE|HIGHWAY|HWY|PARKWAY|PKWY|PIKE)\b\.?)";
}

std::string_view PlainType() {
  return R"((?:street|str|st|avenue|ave|road|rd|boulevard|blvd|drive|lane|ln|court|circle|terrace|parkway|pkwy|)"
         R"(highway|hwy|trail|pike|turnpike|place|crossing|cove|loop)\b\.?)";
}

namespace {

constexpr std::string_view kUnitWords =
    R"((?:(?i:apt|apartment|unit|suite|ste|rm|room|lot|trlr|trailer|bldg|building|floor|fl|flr|space|spc|sp|dock|ph|)"
    R"(penthouse|slip|box|flat|hangar|pier|bay|no)\b\.? *#? *(?:[A-Za-z]?-?\d+-?[A-Za-z]?|[A-Z](?:-?\d+)?)\b|)"
    R"(# ?(?:[A-Za-z]?-?\d+-?[A-Za-z]?|[A-Za-z])\b|)"
    R"((?i:rear|upper|lower|bsmt|basement|back house)\b|)"
    R"((?i:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|ground|top|upper|lower|basement) (?i:floor|fl|flr)\b\.?|)"
    R"((?:North|South|East|West|[A-Z][a-z]+) (?:Wing|Tower|Building|Bldg)\b))";

}  // namespace

std::string_view Unit() {
  static const std::string form = R"((?:,?[ \t]*\r?\n?[ \t]*)" + std::string(kUnitWords) + "){0,3}";
  return form;
}

std::string_view UnitHere() {
  static const std::string form = "(?:,? *" + std::string(kUnitWords) + "){1,3}";
  return form;
}

std::string_view UnitFirst() {
  return R"((?:(?i:flat|bldg|building|unit|rm|room|sp|space|lot|apt|suite|ste|trlr|trailer)(?:\b\.? ?#?\w{1,5}|\d{1,4}), ?)"
         R"((?:(?:[A-Z][\w'’-]*[ ]){0,2}[A-Z][\w'’-]*, ?)?)?)";
}

}  // namespace street_form

namespace {

// Words that are no part of a street's name, wherever they stand between number and type.
bool HasPlainSpeech(std::string_view words) {
  return HasWord(
      words,
      {"mg",       "mcg",     "ml",       "mm",       "cm",      "kg",       "view",     "views", "day",   "days",
       "week",     "weeks",   "month",    "months",   "year",    "years",    "yr",       "yo",    "hours", "hrs",
       "min",      "minutes", "with",     "and",      "for",     "was",      "were",     "is",    "are",   "has",
       "had",      "his",     "her",      "per",      "by",      "to",       "in",       "at",    "on",    "pt",
       "patient",  "seen",    "dr",       "mr",       "mrs",     "ms",       "year-old", "dose",  "doses", "chest",
       "head",     "abdomen", "abd",      "pelvis",   "cardiac", "coronary", "brain",    "neck",  "spine", "sinus",
       "contrast", "repeat",  "inferior", "anterior", "lateral", "this",     "that",     "down",  "from",  "miles",
       "mile",     "steps",   "times",    "tabs",     "units",   "am",       "pm",       "he",    "she",   "they",
       "lead",     "ecg",     "ekg",      "mild",     "noted",   "vs",       "low",      "x",     "no",    "not",
       "or",       "if",      "then",     "bid",      "tid",     "qid",      "qd",       "qhs",   "prn",   "po",
       "iv",       "kop",     "outside",  "follow",   "prior",   "plan",     "md",       "tried", "resp",  "ortho",
       "pcp",      "del",     "mwf",      "tts"});
}

// A word of medicine: what stands between number and type says nothing of a place ("2 Nodule Follow Up CT").
bool IsClinical(std::string_view words) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const WordInfo info = Lexicon::Embedded().Find(Fold(words.substr(0, end)));
    if (info.Has(WordFlag::kDrug) || (info.Has(WordFlag::kClinical) && !info.Has(WordFlag::kPlace))) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

// "03:26 tried", "1,940 CR": the number is a part of a time or of a longer number.
bool BeginsInsideNumber(const PatternMatch& match) {
  const std::size_t begin = match.span.begin;
  if (begin < 2) return false;
  const char sign = match.text[begin - 1];
  return (sign == ':' || sign == ',') && DigitCount(match.text.substr(begin - 2, 1)) == 1;
}

bool IsSmall(char c) { return c >= 'a' && c <= 'z'; }

// "Dr." before a name, "CT" and "ST" in capitals among small letters.
bool EndsAsSomethingElse(const PatternMatch& match) {
  const std::string_view bare = match.groups[2].substr(0, match.groups[2].find('.'));
  const std::string_view name = match.groups[1];
  if ((bare == "CT" || bare == "ST" || bare == "AV" || bare == "PL") &&
      (std::any_of(name.begin(), name.end(), IsSmall) || IsClinical(name))) {
    return true;
  }
  if (bare != "Dr" && bare != "DR" && bare != "St" && bare != "ST" && bare != "Pt") return false;
  const bool unit_follows = match.groups[2].data() + match.groups[2].size() != match.text.data() + match.span.end;
  if (unit_follows) return false;
  const std::string_view after = match.text.substr(match.span.end, 40);
  const std::size_t next = after.find_first_not_of(' ');
  if (next == std::string_view::npos || next == 0 || after[next] < 'A' || after[next] > 'Z') return false;
  // "1200 Harbor Dr Toledo 43604": a place, if a ZIP or a state follows.
  static const RE2 place(R"(\b\d{5}\b|^[^.;:\n]*, [A-Z]{2}\b)");
  return !RE2::PartialMatch(re2::StringPiece(after.data(), after.size()), place);
}

}  // namespace

bool IsStreet(const PatternMatch& match) {
  return match.groups[1] != "the " && !HasPlainSpeech(Fold(match.groups[1])) && !EndsAsSomethingElse(match) &&
         !BeginsInsideNumber(match);
}

bool IsPlainStreet(const PatternMatch& match) {
  const std::string name = Fold(match.groups[1]);
  const std::string before = LineBefore(match, 12);
  const std::size_t month = before.find_last_not_of(' ');
  // "on april thirteen twenty twenty three pigeon creek": the numbers are a date's.
  if (month != std::string::npos && HasWord(before.substr(before.find_last_of(' ', month) + 1),
                                            {"january", "february", "march", "april", "may", "june", "july", "august",
                                             "september", "october", "november", "december"})) {
    return false;
  }
  return !BeginsInsideNumber(match) && !HasPlainSpeech(name) &&
         !HasWord(name, {"the", "a", "of", "our", "each", "other"});
}

bool IsCrossing(const PatternMatch& match) {
  return !HasWord(LineAfter(match, 24),
                  {"toe*",       "finger*",   "digit*",     "metatars*",   "metacarp*", "rib*",      "grade", "week*",
                   "nerve*",     "ventricle", "interspace", "intercostal", "degree",    "trimester", "mtp",   "ray",
                   "percentile", "dose*",     "cycle*",     "day*",        "year*",     "shift",     "phone"}) &&
         !HasWord(Fold(TextOf(match)), {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"});
}

namespace {

// "BUN 31 Cr 1": the word before the number names a test or a drug.
bool IsValue(const PatternMatch& match) {
  const std::string_view line = match.text.substr(0, match.span.begin);
  const std::size_t last = line.find_last_not_of(' ');
  if (last == std::string_view::npos) return false;
  const std::size_t before = line.find_last_of(" ,;:\n", last);
  const std::string_view word = line.substr(before == std::string_view::npos ? 0 : before + 1, last - before);
  return word[0] >= 'A' && word[0] <= 'Z' && IsClinical(word);
}

}  // namespace

bool IsGridStreet(const PatternMatch& match) {
  const std::string_view street = TextOf(match);
  // "9 Foo #3" is a line of a list; what begins with a unit has its number later.
  const std::size_t digits = DigitCount(street.substr(0, street.find(' ')));
  return digits != 1 && !IsValue(match) && !BeginsInsideNumber(match) &&
         !HasPlainSpeech(Fold(street.substr(std::min(street.find(' '), street.size()))));
}

bool IsStreetWithoutType(const PatternMatch& match) {
  const std::string_view street = TextOf(match);
  const std::string_view words = street.substr(std::min(street.find(' '), street.size()));
  return IsGridStreet(match) && !IsClinical(words.substr(std::min(words.find_first_not_of(' '), words.size())));
}

bool IsNumberedRoad(const PatternMatch& match) {
  const std::string after = LineAfter(match, 2);
  const bool decimal = after.size() == 2 && after[0] == '.' && DigitCount(after) == 1;
  return !decimal && IsStreetWithoutType(match);
}

}  // namespace veil
