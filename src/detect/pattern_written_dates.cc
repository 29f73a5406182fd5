// Dates with words: March 4th, 2021; 4-Mar-21; June 2021; the 14th; Tuesday; Thanksgiving; in May.
#include "detect/pattern_calendar.h"
#include "detect/pattern_context.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

constexpr auto kBeforeDay =
    Words("on", "by", "until", "till", "til", "since", "from", "before", "after", "thru", "through", "of", "starting",
          "due", "eta", "for", "at", "due", "return", "returns", "rtc", "appt", "visit", "seen", "between", "and", "to",
          "was", "is", "am", "stop", "start", "out", "back", "moved");
constexpr auto kBeforeMonth = Words("in", "since", "by", "until", "till", "til", "from", "of", "last", "next", "this",
                                    "early", "late", "mid", "during", "through", "thru", "for", "before", "after",
                                    "about", "around", "to", "end", "beginning", "me", "return", "due", "rtc", "or");
// Before these "may" is a month and no verb, "march" no walk.
constexpr auto kBeforeVerbMonth = Words("in", "since", "until", "till", "til", "from", "of", "last", "next", "early",
                                        "late", "mid", "during", "through", "thru");
// What an ordinal counts that is no day.
constexpr auto kCountedByOrdinal = Words(
    "metatarsal", "metatarsals", "metacarpal", "metacarpals", "digit", "digits", "toe", "toes", "finger", "fingers",
    "rib", "ribs", "degree", "trimester", "percentile", "intercostal", "ics", "ventricle", "cranial", "nerve", "cn",
    "floor", "time", "day", "week", "month", "year", "dose", "doses", "line", "grade", "visit", "attempt", "cycle",
    "round", "child", "pregnancy", "ray", "mtp", "mcp", "pip", "dip", "percent", "generation", "stage", "portion",
    "part", "session", "opinion", "person", "left", "right", "proximal", "distal", "middle", "and", "street", "st",
    "avenue", "ave", "century", "edition", "lumbar", "thoracic", "cervical", "sacral", "molar", "tooth", "interspace",
    "space", "lead", "episode", "fall", "hour", "admission", "surgery", "course", "degree", "of", "amendment", "place",
    "web", "compartment", "th", "most", "trial", "birthday", "anniversary", "set", "infusion", "injection", "fl", "flr",
    "phone", "shift", "name", "call", "bottle", "unit", "bag", "pass", "look", "half");
constexpr auto kEachBefore = Words("every", "each", "q", "alternate", "alternating", "except");
constexpr auto kSunAfter = Words("ph", "phone", "exposure", "screen", "burn", "damage", "protection", "sensitivity",
                                 "safety", "allergy", "rash", "light", "avoidance", "block");
constexpr auto kSatBefore = Words("o2", "spo2", "oxygen", "sat", "pulse", "ox", "he", "she", "they", "pt", "patient",
                                  "who", "and", "hgb", "transferrin", "iron", "fe", "tsat", "ra");
// He sat up; an Arctic Sun cools.
constexpr auto kSatAfter = Words("up", "upright", "down", "in", "quietly", "still", "beside", "with");
constexpr auto kSunBefore = Words("arctic", "of", "the", "in");
constexpr auto kDayBefore = Words("on", "by", "til", "till", "until", "since", "this", "next", "last", "thru",
                                  "through", "from", "before", "after", "home", "visit", "due", "appt", "late", "early",
                                  "of", "for", "seen", "starting", "recheck", "return", "back");
constexpr auto kDayPartAfter = Words("night", "morning", "afternoon", "evening", "am", "pm", "noon", "eve", "at");
constexpr auto kDoseAfter = Words("mg", "mcg", "ml", "units", "unit", "g", "u", "tabs", "tab", "puffs", "l", "lpm", "x",
                                  "cm", "mm", "lb", "lbs", "kg", "cc", "times", "gtts", "drops", "meq");
// Diseases, rashes and trees that bear a holiday's or a saint's name, and the houses that do.
constexpr auto kNoHolidayAfter =
    Words("tree", "disease", "factor", "hospital", "medical", "health", "healthcare", "clinic", "center", "centre",
          "church", "school", "academy", "university", "college", "parish", "hospice", "home", "regional", "infirmary",
          "cathedral", "wort", "lily", "cancer", "nursing", "manor", "catholic", "high", "elementary", "er", "ed",
          "episcopal", "lutheran");

bool IsCapital(std::string_view word) { return !word.empty() && word[0] >= 'A' && word[0] <= 'Z'; }
bool IsAllCapital(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c < 'a' || c > 'z'; });
}

bool IsMonth(std::string_view word) {
  constexpr auto kMonths = Words("january", "february", "march", "april", "may", "june", "july", "august", "september",
                                 "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
                                 "sep", "sept", "oct", "nov", "dec");
  return IsIn(kMonths, word);
}

bool EndsInYear(std::string_view date) { return date.size() > 4 && std::all_of(date.end() - 4, date.end(), IsDigit); }

// "8 May 21:04", "april 19:14": what follows the month is the time of day.
bool EndsInTime(const PatternMatch& match) {
  const std::string_view after = LineAfter(match, 3);
  return after.size() == 3 && after[0] == ':' && IsDigit(after[1]) && IsDigit(after[2]);
}

// "June 5 may come", "#1 Oct 29": the number belongs to what stands before.
bool BeginsWithOthersNumber(const PatternMatch& match) {
  if (!IsDigit(Identifier(match).front())) return false;
  return ByteBefore(match) == '#' || ByteBefore(match) == '/' ||
         (ByteBefore(match) == ' ' && IsMonth(WordBefore(match)));
}

bool IsDayAndMonth(const PatternMatch& match) { return !BeginsWithOthersNumber(match); }

// May 10 mg, Dec 5%: a verb or a short word with a measure.
bool IsWrittenDate(const PatternMatch& match) {
  if (EndsInTime(match) || BeginsWithOthersNumber(match)) return false;
  if (EndsInYear(Identifier(match))) return true;
  const char after = ByteAfter(match);
  if (after == '%' || after == '/') return false;
  const std::string_view next = LineAfter(match, 2);
  if (next.size() == 2 && (next[0] == '.' || next[0] == ',') && IsDigit(next[1])) return false;
  if (next.size() == 2 && next[0] == '-' && (next[1] < '0' || next[1] > '9') && next[1] != ' ') return false;
  return !AnyAfter(match, 1, kDoseAfter);
}

// A month alone. The long names that mean nothing else always are; names of persons and verbs only where a date stands.
bool IsLoneMonth(const PatternMatch& match) {
  constexpr auto kOnlyMonth = Words("january", "february", "july", "september", "october", "november", "december");
  const std::string_view month = Identifier(match);
  if (ByteAfter(match) == '\'' || ByteBefore(match) == '@' || ByteAfter(match) == '@') return false;
  if (IsIn(kOnlyMonth, month)) return true;
  const bool small = !IsCapital(month);
  if (IsIn(Words("may"), month) || (small && month == "march")) return AnyBefore(match, 1, kBeforeVerbMonth);
  if (month == "OCT") return AnyBefore(match, 1, Words("in", "since", "until"));  // tomography of the eye
  if (ByteBefore(match) == '(' && (ByteAfter(match) == ')' || ByteAfter(match) == '?')) return true;
  if (IsAllCapital(month) && month.size() == 3 && IsIn(Words("oct", "apr", "jan", "mar"), month)) {
    return AnyBefore(match, 1, Words("in", "since", "until"));  // OCT is tomography, the MAR a list of medicines
  }
  return AnyBefore(match, 1, kBeforeMonth) && (month.size() > 3 || IsCapital(month));
}

bool IsLoneWeekday(const PatternMatch& match) {
  constexpr auto kOtherMeaning = Words("sat", "sun", "mon", "wed");
  const std::string_view day = Identifier(match);
  const char before = ByteBefore(match);
  const char after = ByteAfter(match);
  if (before == '/' || before == '-' || after == '/' || after == '@' || before == '@') return false;
  if (after == '-' && LineAfter(match, 2).size() == 2 && LineAfter(match, 2)[1] != ' ') return false;
  if (AnyBefore(match, 1, kEachBefore)) return false;
  if (!IsIn(kOtherMeaning, day)) return true;
  if (AnyAfter(match, 1, kSunAfter) || AnyBefore(match, 1, kSatBefore)) return false;
  if (IsIn(Words("sat"), day) && AnyAfter(match, 1, kSatAfter)) return false;
  if (IsIn(Words("sun"), day) && AnyBefore(match, 1, kSunBefore)) return false;
  const std::string_view next = WordAfter(match);
  if (!next.empty() && IsDigit(next.front()) && day.size() == 3 && !AnyBefore(match, 1, kDayBefore)) return false;
  if (AnyBefore(match, 1, kDayBefore) || AnyAfter(match, 1, kDayPartAfter)) return true;
  return IsCapital(day) && !IsAllCapital(day);
}

// "the 14th": a day, unless it counts something.
bool IsOrdinalDay(const PatternMatch& match) {
  if (ByteAfter(match) == '-' || AnyAfter(match, 1, kCountedByOrdinal) ||
      AnyAfter(match, 2, Words("metatarsal", "metacarpal", "toe", "digit", "finger", "rib", "intercostal", "nerve")))
    return false;
  if (AnyBefore(match, 1, kBeforeDay)) return true;
  const std::string_view next = WordAfter(match);
  if (next.empty()) return true;
  const char after = ByteAfter(match);
  constexpr auto kGoesOn =
      Words("at", "with", "w", "to", "by", "in", "or", "after", "before", "via", "she", "he", "pt", "we", "i", "they",
            "until", "is", "was", "will", "if", "per", "from", "then", "but", "so", "as", "for");
  return after == ',' || after == '.' || after == ';' || after == ')' || IsIn(kGoesOn, next);
}

bool IsBareOrdinalDay(const PatternMatch& match) {
  constexpr auto kBefore = Words("on", "by", "until", "till", "til", "since", "thru", "before", "after");
  return AnyBefore(match, 1, kBefore) && IsOrdinalDay(match);
}

bool IsHoliday(const PatternMatch& match) { return !AnyAfter(match, 1, kNoHolidayAfter); }

}  // namespace

#define VEIL_DAY_BEFORE "(?:" VEIL_WEEKDAY "[.,]{0,2}\\s{1,2})?"
#define VEIL_YEAR_AFTER "(?:\\.?,?\\s{0,2}" VEIL_YEAR "\\b)?"

std::span<const Pattern> WrittenDatePatterns() {
  static constexpr Pattern kPatterns[] = {
      // One expression for all forms that begin with a month, longest first, and one for those that begin with a day:
      // March 3-9; March 4th, 2021; FEB 14,1942; Tuesday, April 9; June 2021; Sept. of 2001; Dec '04; Jan-22.
      {"(?i)\\b(" VEIL_MONTH_POINT " " VEIL_DAY " ?(?:-|\\x{2013}|to|through|thru|and|&) ?" VEIL_DAY
       "\\b" VEIL_YEAR_AFTER "|" VEIL_DAY_BEFORE VEIL_MONTH_POINT "\\s{1,2}(?:the )?" VEIL_DAY "\\b" VEIL_YEAR_AFTER
       "|" VEIL_MONTH_POINT ",?[\\s\\-/]{1,2}(?:of )?" VEIL_YEAR "\\b"
       "|" VEIL_MONTH_POINT "[\\-/]\\d\\d\\b)",
       IdentifierType::kDate, 0.95F, IsWrittenDate},
      // 04MAR2021; 4 March 2021; 4-Mar-21; the 3rd of May; Mon. 18 Mar 2024.
      {"(?i)\\b((?:3[01]|[0-2]?\\d)" VEIL_MONTH "(?:19|20)?\\d\\d\\b"
       "|" VEIL_DAY_BEFORE "(?:the )?" VEIL_DAY "(?: of )?[ .\\-/]{0,2}" VEIL_MONTH
       "\\b\\.?(?:[ .,\\-/]{0,2}(?:(?:18|19|20)\\d\\d|['\\x{2019}]?\\d\\d)\\b)?)",
       IdentifierType::kDate, 0.95F, IsWrittenDate},
      // Before a time of day: 8 May 21:04.
      {"(?i)\\b(" VEIL_DAY_BEFORE VEIL_DAY "[ \\-]" VEIL_MONTH ")\\b\\.?,?[ @]{1,2}\\d\\d?:\\d\\d",
       IdentifierType::kDate, 0.95F, IsDayAndMonth},
      // The year first: 2020 Jan 14; as an army writes it: AUG23, 02AUG; the month in Roman numbers: 19.II.2024.
      {"(?i)\\b((?:19|20)\\d\\d[ \\-]" VEIL_MONTH "[ \\-]" VEIL_DAY
       "|\\d{1,2}[.\\-/ ]{1,2}(?-i:I{1,3}|IV|VI{0,3}|IX|XI{0,2})"
       "[.\\-/ ]{1,2}(?:19|20)\\d\\d)\\b",
       IdentifierType::kDate, 0.95F},
      {"\\b((?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?:1[5-9]|2\\d)|"
       "(?:0[1-9]|[12]\\d|3[01])(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))\\b",
       IdentifierType::kDate, 0.9F},
      {"(?i)\\b((?:(?:early|mid|late)[ \\-])?(?:spring|summer|fall|autumn|winter)(?: of)? (?:19|20)\\d\\d)\\b",
       IdentifierType::kDate, 0.9F},
      {"(?i)\\b(" VEIL_MONTH ")\\b", IdentifierType::kDate, 0.8F, IsLoneMonth},
      {"(?i)\\b(" VEIL_WEEKDAY "(?:\\.?,? the " VEIL_DAY ")?)\\b", IdentifierType::kDate, 0.85F, IsLoneWeekday},
      {"(?i)\\b(the (?:3[01]st|2[1]st|1?1st|[12]?2nd|2?3rd|[12]?\\dth|30th))\\b", IdentifierType::kDate, 0.75F,
       IsOrdinalDay},
      {"(?i)\\b((?:31st|21st|22nd|23rd|1[0-9]th|2[04-9]th|30th|[4-9]th|1st|2nd|3rd))\\b", IdentifierType::kDate, 0.6F,
       IsBareOrdinalDay},
      // US federal and widely kept holidays (5 USC 6103 and custom), of all religions that patients name.
      {"(?i)\\b((?:christmas(?: eve| day)?|xmas(?: eve| day)?|new "
       "year['\\x{2019}]?s?(?:['\\x{2019}])?(?: eve| day)|new "
       "year['\\x{2019}]s|thanksgiving(?: day| eve)?|easter(?: sunday| mon(?:day)?)?|good fri(?:day)?|palm "
       "sun(?:day)?|ash "
       "wed(?:nesday)?|maundy thursday|holy (?:thursday|saturday)|low sunday|black friday|mardi gras|fat tuesday|holy "
       "week|pentecost|all saints['\\x{2019}]? day|all souls['\\x{2019}]? "
       "day|halloween|memorial day|labor day|independence day|fourth of july|4th of "
       "july|vet(?:eran)?['\\x{2019}]?s?['\\x{2019}]? day|president['\\x{2019}]?s['\\x{2019}]? day|mlk(?: jr\\.?)? "
       "day|martin luther king(?:,? jr\\.?)? day|columbus day|indigenous people['\\x{2019}]?s['\\x{2019}]? "
       "day|juneteenth|groundhog day|lincoln['\\x{2019}]s birthday|(?:spring|summer|august) bank holiday|bank "
       "holiday|town meeting "
       "day|three kings|valentine['\\x{2019}]?s?(?: day)?|cinco de mayo|mother['\\x{2019}]?s['\\x{2019}]? "
       "day|father['\\x{2019}]?s['\\x{2019}]? day|super ?bowl(?: sunday)?|tax day|election day|tisha b'av|leap "
       "day|earth day|flag day|patriots['\\x{2019}]? day)(?:,? (?:19|20)\\d\\d\\b)?)",
       IdentifierType::kDate, 0.9F, IsHoliday},
      {"(?i)\\b((?:passover|pesach|rosh hashan\\w{1,2}|yom "
       "kippur|hanukkah|chanukah|purim|sukkot|shavuot|simchat torah|tu "
       "bishvat|shabbos|shabbat|jumu['\\x{2019}]ah|bayram|bajram|nochebuena|"
       "noche buena|candlemas|michaelmas|whitsun|ascension day|corpus christi day|ramadan|eid(?: al[ "
       "\\-](?:fitr|adha))?|diwali|deepavali|navratri|vaisakhi|nowruz|lunar new year|chinese new year|t\\x{1EBF}t|tet "
       "holidays?|d[i\\x{ED}]a de (?:los|las) muertos|day of the dead|las posadas|three kings day|kwanzaa|boxing "
       "day|canada day|bastille day|anzac day|mid-autumn festival|orthodox (?:easter|christmas))(?:,? "
       "(?:19|20)\\d\\d\\b)?)(?:\\W|$)",
       IdentifierType::kDate, 0.9F, IsHoliday},
      // Words that are verbs or plain nouns in small letters.
      {"\\b((?:Ash |last |this |first Sunday of )?(?:Advent|Lent|Epiphany|Pascha|Pentecost|Yule))\\b",
       IdentifierType::kDate, 0.8F, IsHoliday},
      {"(?i)\\b(st\\.? "
       "(?:patrick|patty|paddy|joseph|lucia|lucy|nicholas|stephen|andrew|george|david|valentine|john)(?:['\\x{2019}]?s)"
       "?(?: (?:day|eve))|st\\.? (?:patrick|patty|paddy|joseph|lucia|lucy|nicholas|valentine)['\\x{2019}]s)\\b",
       IdentifierType::kDate, 0.85F, IsHoliday},
  };
  return kPatterns;
}

}  // namespace veil
