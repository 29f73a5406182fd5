// Dates in digits: 03/04/2021, 2021-03-04, 3.4.64, 20210304, 04/2019, 3/4, and bare years.
//
// The hard one is 3/4. A number of that shape may be a pressure, a strength, a score, half a tablet. It is a date when
// the words beside it say so; it is none when they say otherwise; and when they say nothing it is one, unless it has
// the form of a common fraction or score (5/5, 3/10, 1/2).
#include "base/fold.h"
#include "detect/lexicon.h"
#include "detect/pattern_calendar.h"
#include "detect/pattern_context.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

constexpr auto kStrongBefore = Words(
    "on", "since", "from", "until", "till", "til", "thru", "through", "before", "after", "dated", "date", "due", "seen",
    "dos", "doa", "dob", "born", "signed", "appt", "appointment", "visit", "admitted", "adm", "admit", "discharged",
    "discharge", "d/c", "dc", "arrived", "cosigned", "amended", "printed", "dict", "scheduled", "rtc", "rtn", "return",
    "returns", "starting", "ending", "beginning", "effective", "expires", "exp", "lmp", "edd", "edc", "soc");
constexpr auto kWeakBefore =
    Words("by", "of", "for", "labs", "lab", "cxr", "ct", "mri", "echo", "ekg", "ecg", "eeg", "us", "xr", "pet", "note",
          "f/u", "fu", "followup", "started", "start", "stopped", "stop", "off", "placed", "inserted", "removed", "out",
          "done", "drawn", "collected", "sent", "received", "resulted", "reported", "surgery", "sx", "op", "procedure",
          "consult", "eval", "next", "last", "called", "given", "vaccine", "vaccines", "mtg", "meeting", "clinic",
          "cancellation", "opening", "slot", "recheck", "review", "reviewed", "updated", "restarted", "resumed",
          "tested", "egd", "colonoscopy", "biopsy", "bx", "cath", "extubated", "intubated", "session", "period",
          "refill", "filled", "moved", "dx", "dxd", "rescheduled");
constexpr auto kScoreBefore =
    Words("strength", "motor", "power", "pain", "score", "scored", "scale", "rated", "rates", "rating", "nrs", "vas",
          "apgar", "apgars", "pupils", "murmur", "grade", "gr", "gcs", "bipap", "cpap", "peep", "ps", "ipap", "epap",
          "reflexes", "reflex", "dtr", "dtrs", "pulses", "pulse", "vision", "va", "visual", "acuity", "snellen", "od",
          "os", "ou", "fatigue", "anxiety", "mood", "depression", "severity", "intensity", "discomfort", "borg", "rpe",
          "dyspnea", "nausea", "ratio", "bp", "sem", "waddell", "phq", "phq9", "gad", "gad7", "epworth", "moca", "mmse",
          "cog", "slums", "berg", "barthel", "tinetti", "aims", "fim", "heart", "alsfrs", "cage", "audit",
          "monofilament", "sensation", "sens", "energy", "sleep", "tone", "bishop", "hamd", "madrs", "ham", "vent",
          "drain", "jp", "i/o", "iop", "tension", "cdr", "edinburgh", "epds", "urge", "urges", "orientation", "recall",
          "x", "grip", "ehl", "quads", "deltoid", "biceps", "triceps", "iliopsoas", "hamstrings", "allred",
          "richardson", "nottingham", "beighton", "bims", "fraction", "karnofsky", "mgs", "hoehn", "wong", "baker",
          "flacc", "bps", "cpot", "ranson", "qsofa", "sofa", "hints", "mallampati", "bicaudate", "ashworth", "asia");
// The same where nothing stands between: they are words of speech too.
constexpr auto kScoreRightBefore = Words(
    "abcd2", "abd", "abduction", "absent", "adl", "amts", "apfel", "basdai", "bdi", "birch", "blades", "bpp", "braden",
    "burs", "cas", "cdai", "centor", "ciwa", "clock", "counts", "cows", "cpis", "cuff", "curb", "curb65", "curettes",
    "das28", "dash", "dast", "dlqi", "eat", "elevators", "er", "ess", "ext", "extended", "extension", "facit", "fl",
    "flex", "flexion", "fola", "frailty", "ftnd", "gds", "gose", "gracey", "hads", "haq", "hit6", "iadl", "iddsi",
    "ipss", "ir", "ishak", "ishihara", "isi", "jobe", "katz", "koos", "kps", "laps", "latch", "lawton", "le", "lefs",
    "lift", "maddocks", "mdq", "mews", "midas", "mitoses", "mjoa", "mmt", "moves", "mrc", "naming", "ndi", "needles",
    "news2", "nmes", "nodes", "nrs", "nuclei", "odi", "oriented", "outcome", "pac", "painad", "pasi", "pr", "promis",
    "pss", "ptga", "quad", "ragweed", "raps", "rass", "sane", "sas", "sb", "scorad", "segment", "segments", "shin",
    "sizes", "sjc", "sponges", "suds", "tilt", "tjc", "tof", "total", "tug", "ue", "wells", "womac", "ybocs");
// Sharpness of sight in metres: 6/9, 6/12.
constexpr auto kAcuityBefore = Words("va", "acuity", "snellen", "vision");
// The third day of seven, the second of three doses.
constexpr auto kCountBefore = Words("day", "days", "week", "wk", "wks", "cycle", "round", "dose", "page", "pg", "sheet",
                                    "part", "bottle", "step");
// A strength stands behind a drug; behind these the day they were given.
constexpr auto kGivenOnDay = Words("tdap", "td", "mmr", "flu", "influenza", "hepb", "hep", "hib", "dtap", "ipv", "rsv",
                                   "shingrix", "pneumovax", "prevnar", "gardasil", "menactra", "varivax", "zostavax",
                                   "covid", "pfizer", "moderna", "rhogam", "ppd", "bcg", "polio", "varicella", "depo");
// What half, a third or three of five may be of.
constexpr auto kCountedAfter =
    Words("tab", "tabs", "tablet", "tablets", "pill", "pills", "cap", "caps", "cup", "cups", "tsp", "tbsp", "teaspoon",
          "strip", "strips", "ns", "murmur", "sem", "systolic", "holosystolic", "hsm", "mg", "mcg", "ml", "cc", "mmhg",
          "cmh2o", "inch", "inches", "strength", "strengths", "pack", "packs", "ppd", "nodes", "node", "lymph", "ln",
          "lns", "cores", "joints", "criteria", "points", "point", "beats", "bottles", "bottle", "vials", "doses",
          "sets", "samples", "pain", "liter", "mile", "miles", "block", "hour", "hr", "dose", "gallon", "pint", "lb",
          "score", "bilaterally", "bilat", "throughout", "maximum", "max", "effort", "power", "drops", "vd", "meals",
          "meal", "times", "patch", "wk", "wks", "weeks", "hemangioma", "patches", "amp", "way", "dilution",
          "antibodies", "objects", "words", "items", "seal", "finger");
// How often a medicine is taken: a strength stands before.
constexpr auto kDosedAfter = Words("bid", "tid", "qid", "qd", "qhs", "hs", "daily", "nightly", "po", "prn", "sl", "qam",
                                   "qpm", "u", "units", "unit");
// Before what is at most this far away an id, not a date, stands.
constexpr auto kIdBefore =
    Words("mrn", "acct", "account", "id", "no", "num", "number", "ssn", "npi", "lot", "sn", "serial", "ref", "case",
          "icn", "claim", "accession", "dea", "version", "v", "ver", "protocol", "section", "sect", "sec", "rev",
          "build", "firmware", "fw", "software", "sw", "fig", "table", "chapter", "stage");
constexpr auto kSizedBefore = Words("trocar", "trocars", "port", "ports", "dilators", "sounds");
constexpr auto kYearBefore =
    Words("in", "since", "from", "until", "till", "til", "of", "year", "circa", "ca", "early", "late", "mid", "before",
          "after", "by", "during", "and", "or", "around", "through", "thru", "class", "born", "died", "d", "b", "last",
          "dx", "dxd", "s/p", "back", "summer", "winter", "spring", "fall", "autumn", "model");
constexpr auto kUnitAfter =
    Words("u", "units", "unit", "mg", "mcg", "ml", "cc", "cal", "kcal", "calorie", "calories", "g", "iu", "meq", "ft",
          "feet", "steps", "hours", "hrs", "hr", "h", "hz", "cells", "copies", "ppm", "lbs", "lb", "kg", "bolus", "m",
          "pm", "am", "mls", "gm", "days", "gy", "cgy");

// A sign before or after that makes the match a part of a longer number or code. `joins` may stand between two dates.
bool PartOfLonger(const PatternMatch& match, char joins = ' ') {
  const char before = ByteBefore(match);
  if (before == '/' || before == '.' || before == '-' || before == '$' || before == '#' || before == '_') {
    // A dash that follows a blank or the line's begin is punctuation: "Jan - 3/4", "-3/4".
    const std::string_view line = LineBefore(match, 2);
    const bool dash = before == '-' && (line.size() < 2 || line[0] == ' ' || line[0] == '-');
    if (!dash && before != joins) return true;
  }
  const std::string_view after = LineAfter(match, 2);
  if (after.empty()) return false;
  if (after[0] == '%' || after[0] == '_') return true;
  return after.size() == 2 && after[0] != joins && (after[0] == '/' || after[0] == '.' || after[0] == '-') &&
         IsDigit(after[1]);
}

int FullYear(std::string_view digits) {
  const int year = Number(digits);
  if (digits.size() > 2) return year;
  return year <= 40 ? 2000 + year : 1900 + year;
}

// Three numbers with equal signs between them, in any order that makes a day.
bool IsDayInSomeOrder(std::string_view a, std::string_view b, std::string_view c) {
  if (a.size() == 4) return IsDate(Number(a), Number(b), Number(c)) || IsDate(Number(a), Number(c), Number(b));
  if (IsDate(FullYear(c), Number(a), Number(b)) || IsDate(FullYear(c), Number(b), Number(a))) return true;
  return c.size() == 2 && IsDate(FullYear(a), Number(b), Number(c));
}

// Splits "3/4/2021" at what is no digit.
struct Parts {
  std::string_view number[3];
  std::string_view sign[2];
};
Parts Split(std::string_view text) {
  Parts parts;
  while (!text.empty() && !IsDigit(text.front())) text.remove_prefix(1);  // a weekday
  for (std::size_t i = 0; i < 3 && !text.empty(); ++i) {
    std::size_t digits = 0;
    while (digits < text.size() && IsDigit(text[digits])) ++digits;
    parts.number[i] = text.substr(0, digits);
    text.remove_prefix(digits);
    std::size_t signs = 0;
    while (signs < text.size() && !IsDigit(text[signs])) ++signs;
    if (i < 2) parts.sign[i] = text.substr(0, signs);
    text.remove_prefix(signs);
  }
  return parts;
}

bool SaysDate(const PatternMatch& match) {
  return AnyBefore(match, 2, kStrongBefore) || AnyBefore(match, 1, kWeakBefore);
}

// A clock time follows: 14:30, 0915, 9:15p, @14:20.
bool TimeFollows(const PatternMatch& match) {
  std::string_view after = LineAfter(match, 10);
  while (!after.empty() && (after.front() == ' ' || after.front() == '@' || after.front() == ','))
    after.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < after.size() && IsDigit(after[digits])) ++digits;
  if (digits == 4) return Number(after.substr(0, 2)) < 24 && Number(after.substr(2, 2)) < 60;
  if (digits == 0 || digits > 2 || digits == after.size()) return false;
  return after[digits] == ':' || (after[digits] | 0x20) == 'a' || (after[digits] | 0x20) == 'p';
}

bool IsFullDate(const PatternMatch& match) {
  const Parts parts = Split(Identifier(match));
  if (parts.sign[0] != parts.sign[1]) return false;
  if (!IsDayInSomeOrder(parts.number[0], parts.number[1], parts.number[2])) return false;
  // With a year of four digits it is a date even inside a code or a file's name.
  if (parts.number[0].size() == 4 || parts.number[2].size() == 4) return true;
  if (PartOfLonger(match, parts.sign[0] == "/" ? '-' : ' ')) return false;
  // 12 / 12 / 12 is a row of counts.
  if (parts.sign[0].find(' ') != std::string_view::npos) return SaysDate(match);
  if (AnyBefore(match, 1, kSizedBefore)) return false;  // trocars of 5/5/12 mm
  // 1.2.30 may be a version or a section.
  return parts.sign[0] != "." || !AnyBefore(match, 1, kIdBefore) || SaysDate(match);
}

// 09 28 2023; with a year of two digits only where something says that it is a date.
bool IsSpacedDate(const PatternMatch& match) {
  if (PartOfLonger(match) || AfterNumber(match) || AnyBefore(match, 2, kIdBefore)) return false;
  const Parts parts = Split(Identifier(match));
  if (!IsDayInSomeOrder(parts.number[0], parts.number[1], parts.number[2])) return false;
  return parts.number[2].size() == 4 || TimeFollows(match) || AnyBefore(match, 1, kStrongBefore);
}

bool IsIsoMonth(const PatternMatch& match) {
  const Parts parts = Split(Identifier(match));
  if (PartOfLonger(match) || AnyBefore(match, 1, kIdBefore)) return false;
  return parts.sign[0] == "/" || Number(parts.number[1]) < Number(parts.number[0].substr(2)) || SaysDate(match);
}

bool IsMonthYear(const PatternMatch& match) { return !PartOfLonger(match) && !AnyBefore(match, 1, kIdBefore); }

// 9/89: no day, so a month and a year where the words say so.
bool IsMonthShortYear(const PatternMatch& match) {
  constexpr auto kBefore = Words("in", "since", "from", "until", "circa", "dx", "dxd", "last", "quit", "placed", "exp",
                                 "dated", "thru", "born", "s/p");
  return !PartOfLonger(match) && AnyBefore(match, 1, kBefore);
}

bool IsRunDate(const PatternMatch& match) {
  const std::string_view digits = Identifier(match);
  if (PartOfLonger(match) || AnyBefore(match, 1, kIdBefore)) return false;
  const auto part = [&](std::size_t at, std::size_t size) { return Number(digits.substr(at, size)); };
  return IsDate(part(0, 4), part(4, 2), part(6, 2)) || IsDate(part(4, 4), part(0, 2), part(2, 2)) ||
         IsDate(part(4, 4), part(2, 2), part(0, 2));
}

bool IsShortRunDate(const PatternMatch& match) {
  const std::string_view digits = Identifier(match);
  return !PartOfLonger(match) && IsMonthDay(Number(digits.substr(0, 2)), Number(digits.substr(2, 2)));
}

// Forms that are more often a fraction or a score: halves, thirds, quarters, of five, six and ten, and n of n.
bool IsCommonFraction(int a, int b) {
  if (a == b) return true;
  if (a < b && (b == 5 || b == 10 || b == 6)) return true;
  return (a == 1 && (b == 2 || b == 3 || b == 4 || b == 8)) || (a == 2 && b == 3) || (a == 3 && (b == 4 || b == 8));
}

// Whether `text` is a month and a day, n/n; the common fractions count as one only beside another form.
bool IsSibling(std::string_view text, bool fraction) {
  const Parts parts = Split(text);
  const int a = Number(parts.number[0]);
  const int b = Number(parts.number[1]);
  return parts.sign[0] == "/" && IsMonthDay(a, b) && !(fraction && IsCommonFraction(a, b));
}

// What stands between the dates of a range or a list.
bool JoinsDates(std::string_view sign) {
  constexpr auto kJoins = Words("-", " - ", "\u2013", " \u2013 ", ",", ", ", " to ", " & ", " and ", " thru ");
  return IsIn(kJoins, sign);
}

// Another month and day stands on the other side of a dash, a comma or "to".
bool HasSiblingDate(const PatternMatch& match, bool fraction) {
  const std::string_view after = LineAfter(match, 14);
  const std::size_t next = std::min(after.find_first_of("0123456789"), after.size());
  if (JoinsDates(after.substr(0, next)) && IsSibling(after.substr(next), fraction)) return true;
  const std::string_view before = LineBefore(match, 16);
  const std::size_t end = before.find_last_of("0123456789");
  if (end == std::string_view::npos || !JoinsDates(before.substr(end + 1))) return false;
  const std::size_t begin = before.substr(0, end).find_last_not_of("0123456789/") + 1;
  return IsSibling(before.substr(begin, end + 1 - begin), fraction);
}

// A row of scores or counts: beside it, without a word between, stands another fraction of the same whole.
bool StandsInRow(const PatternMatch& match, int whole) {
  const auto is_score = [&](std::string_view text) {
    const Parts parts = Split(text);
    return parts.sign[0] == "/" && Number(parts.number[1]) == whole && Number(parts.number[0]) <= whole;
  };
  const auto is_gap = [](std::string_view gap) {
    constexpr auto kWords = Words(" (was ", ", ", " -> ", " to ", " from ");
    return gap.find_first_not_of(" \t|") == std::string_view::npos || gap == " - " || IsIn(kWords, gap);
  };
  const std::string_view after = LineAfter(match, 16);
  const std::size_t next = after.find_first_of("0123456789");
  if (next != std::string_view::npos && is_gap(after.substr(0, next)) && is_score(after.substr(next))) return true;
  const std::string_view before = LineBefore(match, 16);
  const std::size_t end = before.find_last_of("0123456789");
  if (end == std::string_view::npos || !is_gap(before.substr(end + 1))) return false;
  const std::size_t begin = before.substr(0, end).find_last_not_of("0123456789/") + 1;
  return is_score(before.substr(begin, end + 1 - begin));
}

// Suboxone 8/2, Cortef 10/5: milligrams. Other numbers behind a drug are as often the day it was given.
bool IsStrength(const PatternMatch& match, int a, int b) {
  if (b != 5 && b != 10 && b != 20 && b != 2 * a && a != 4 * b) return false;
  const std::string_view word = WordBefore(match);
  return !word.empty() && !IsIn(kGivenOnDay, word) && ByteBefore(match) == ' ' &&
         Lexicon::Embedded().Find(Fold(word)).Has(WordFlag::kDrug);
}

// 36 4/7 weeks of pregnancy.
bool AfterWeeks(const PatternMatch& match, int b) {
  const std::string_view before = LineBefore(match, 4);
  if (b != 7 || before.size() < 3 || !AfterNumber(match)) return false;
  const std::string_view weeks = before.substr(before.size() - 3, 2);
  const bool whole = before.size() == 3 || before[0] == ' ';
  return whole && IsDigit(weeks[0]) && Number(weeks) >= 20 && Number(weeks) <= 43;
}

// 3 + 3 + 2 = 8/9.
bool AfterEqualSign(const PatternMatch& match) {
  const std::string_view before = LineBefore(match, 2);
  return before == "= " || before.ends_with('=');
}

// Nothing but a bullet stands before: an entry of a list by day.
bool BeginsLine(const PatternMatch& match) {
  return LineBefore(match, 8).find_first_not_of(" \t-*>\u2022") == std::string_view::npos;
}

bool IsMonthAndDay(const PatternMatch& match) {
  const Parts parts = Split(Identifier(match));
  const int a = Number(parts.number[0]);
  const int b = Number(parts.number[1]);
  const bool month_first = IsMonthDay(a, b);
  if (!month_first && !IsMonthDay(b, a)) return false;
  if (a == 24 && b == 7) return false;
  const bool sibling = HasSiblingDate(match, IsCommonFraction(a, b));
  if (PartOfLonger(match) && !sibling) return false;
  if (!IsDigit(Identifier(match).front())) return true;  // a weekday stands before
  if (AnyAfter(match, 1, kCountedAfter) || AfterWeeks(match, b)) return false;
  constexpr int kCountedMax = 14;
  if (AnyBefore(match, 1, kCountBefore) && a <= b && b <= kCountedMax) return false;
  if (AnyAfter(match, 1, kDosedAfter) && !AnyBefore(match, 1, kStrongBefore)) return false;
  // 3/10 beside 7/10 is a score, whatever else stands there; after "on" it is a day.
  if (a <= b && !AnyBefore(match, 1, kStrongBefore) && StandsInRow(match, b)) return false;
  if (a == 6 && b % 3 == 0 && AnyBefore(match, 4, kAcuityBefore)) return false;
  const bool strong = AnyBefore(match, 1, kStrongBefore) || TimeFollows(match);
  if (strong || sibling) return true;
  if (!month_first || AnyBefore(match, 3, kScoreBefore) || AnyBefore(match, 1, kScoreRightBefore)) return false;
  if (AfterEqualSign(match) || IsStrength(match, a, b)) return false;
  if (!IsCommonFraction(a, b) || BeginsLine(match)) return true;
  return AnyBefore(match, 1, kWeakBefore) || AnyBefore(match, 2, kStrongBefore);
}

// rtn 4-5: only where a date must stand and the clause ends.
bool IsMonthDashDay(const PatternMatch& match) {
  constexpr auto kBefore = Words("on", "since", "rtn", "return", "rtc", "appt", "seen", "dated", "until", "till", "til",
                                 "due", "thru", "visit", "dob");
  const Parts parts = Split(Identifier(match));
  if (!IsMonthDay(Number(parts.number[0]), Number(parts.number[1])) || PartOfLonger(match)) return false;
  const char after = ByteAfter(match);
  const bool ends = after == '\n' || after == '\r' || after == '.' || after == ',' || after == ';' || after == ')';
  return AnyBefore(match, 1, kBefore) && (ends || TimeFollows(match));
}

bool IsYear(const PatternMatch& match) {
  if (PartOfLonger(match) || AnyAfter(match, 1, kUnitAfter) || AnyBefore(match, 1, kIdBefore)) return false;
  const int year = Number(Identifier(match));
  if (year > 2039) return false;
  const bool clock = year % 100 < 60;  // 1930, 2015 may be times of day
  if (!clock) return true;
  return AnyBefore(match, 1, kYearBefore) || ByteBefore(match) == '(';
}

}  // namespace

#define VEIL_DAY_BEFORE "(?:" VEIL_WEEKDAY "[.,]{0,2} ?)?"

std::span<const Pattern> DatePatterns() {
  static constexpr Pattern kPatterns[] = {
      // ISO 8601-1 5.2.2, also with slashes and points; a T and the time may follow.
      {R"(\b((?:18|19|20)\d\d(?:[-/.]|\x{2013})\d{1,2}(?:[-/.]|\x{2013})\d{1,2})(?:T\d|\b))", IdentifierType::kDate,
       0.97F, IsFullDate},
      // Month, day and year in any order (US: month first); the date may be stuck to a word.
      {R"((?i)(?:\b|[a-z])((?:\b)" VEIL_WEEKDAY
       R"([.,]{0,2} ?)?\d{1,2} ?(?:[-/.]|\x{2013}) ?\d{1,2} ?(?:[-/.]|\x{2013}) ?(?:(?:18|19|20)\d\d|\d\d))\b)",
       IdentifierType::kDate, 0.96F, IsFullDate},
      // Dictated or typed without signs: 09 28 2023.
      {R"(\b(\d{1,2} \d{1,2} (?:(?:19|20)\d\d|\d\d))\b)", IdentifierType::kDate, 0.85F, IsSpacedDate},
      {R"(\b((?:19|20)\d\d[-/](?:0[1-9]|1[0-2]))\b)", IdentifierType::kDate, 0.8F, IsIsoMonth},
      {R"(\b((?:0?[1-9]|1[0-2]) ?[-/] ?(?:19|20)\d\d)\b)", IdentifierType::kDate, 0.93F, IsMonthYear},
      {R"(\b((?:0?[1-9]|1[0-2])/(?:3[2-9]|[4-9]\d|0\d))\b)", IdentifierType::kDate, 0.7F, IsMonthShortYear},
      // HL7 v2 DT and its like: 20210304, 03042021, with a time of four or six digits behind.
      {R"(\b((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:\d{4}|\d{6})?\b)", IdentifierType::kDate, 0.85F,
       IsRunDate},
      {R"(\b((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d)\b)", IdentifierType::kDate, 0.85F, IsRunDate},
      {R"((?i)\b(?:dob|d\.o\.b\.|date|dated|born)[ :#]{1,3}(\d{6})\b)", IdentifierType::kDate, 0.8F, IsShortRunDate},
      {R"((?i)\b()" VEIL_DAY_BEFORE R"(\d{1,2}/\d{1,2})\b)", IdentifierType::kDate, 0.8F, IsMonthAndDay},
      {R"(\b(\d{1,2}-\d{1,2})\b)", IdentifierType::kDate, 0.6F, IsMonthDashDay},
      {R"(\b((?:19|20)\d\d)\b)", IdentifierType::kYear, 0.7F, IsYear},
  };
  return kPatterns;
}

}  // namespace veil
