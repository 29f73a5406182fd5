// Numbers in words, as a dictation or a speech recogniser writes them: dates, years, phones, record numbers.
#include "detect/pattern_calendar.h"
#include "detect/pattern_context.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// Seven digits or more in words are a phone number unless another label stands before.
bool IsSpokenPhone(const PatternMatch& match) {
  constexpr auto kOther =
      Words("mrn", "record", "chart", "social", "rx", "ssn", "security", "member", "policy", "subscriber", "group",
            "account", "acct", "accession", "encounter", "claim", "npi", "dea", "license", "serial", "lot", "device");
  return !AnyBefore(match, 5, kOther);
}

bool IsOrdinal(std::string_view word) {
  return word.ends_with("th") ||
         IsIn(Words("first", "second", "third", "1st", "2nd", "3rd", "21st", "22nd", "23rd", "31st"), word);
}

// "may fourth" and "march one": the verb has no day behind it, but "may one" (may one take) needs a year or a
// preposition.
bool IsSpokenDate(const PatternMatch& match) {
  constexpr auto kBefore =
      Words("on", "since", "until", "from", "by", "of", "dated", "date", "dictation", "is", "admitted", "discharged",
            "birth", "visit", "through", "seen", "last", "was", "to", "before", "after");
  constexpr auto kVerbs = Words("may", "march");
  // "the third of October two p m": the month's day stands before it.
  if (match.groups[2].empty() && AnyBefore(match, 1, Words("of")) && IsOrdinal(WordBefore(match, 1))) return false;
  if (!IsIn(kVerbs, match.groups[1]) || Identifier(match).ends_with("th")) return true;
  return !match.groups[2].empty() || AnyBefore(match, 2, kBefore);
}

// "the fourth": only where a day must stand, and nothing that it counts follows.
bool IsSpokenDay(const PatternMatch& match) {
  constexpr auto kBefore =
      Words("on", "by", "until", "since", "before", "after", "from", "through", "till", "starting");
  constexpr auto kAfter = Words("and", "at", "with", "to", "she", "he", "we", "i", "they", "period", "comma", "for",
                                "of", "when", "patient", "the", "because", "but", "then", "or", "until", "via");
  const std::string_view next = WordAfter(match);
  return AnyBefore(match, 1, kBefore) && (next.empty() || IsIn(kAfter, next));
}

}  // namespace

#define VEIL_ONES "(?:one|two|three|four|five|six|seven|eight|nine)"
#define VEIL_TEENS "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
#define VEIL_TENS "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
#define VEIL_TWO_DIGITS "(?:" VEIL_TENS "(?:[ \\-]" VEIL_ONES ")?|" VEIL_TEENS "|(?:oh|zero|o)[ \\-]" VEIL_ONES ")"
#define VEIL_DAY_WORDS                                                                                           \
  "(?:thirty(?:[ \\-](?:one|first))?|thirtieth|twentieth|twenty(?:[ "                                            \
  "\\-](?:one|two|three|four|five|six|seven|eight|nine|"                                                         \
  "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))?|first|second|third|fourth|fifth|sixth|seventh|" \
  "eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"        \
  "nineteenth|" VEIL_TEENS "|" VEIL_ONES ")"
#define VEIL_YEAR_WORDS                                                                                    \
  "(?:(?:nineteen|twenty)[ \\-]" VEIL_TWO_DIGITS "|two thousand(?:[ \\-](?:and[ \\-])?(?:" VEIL_TWO_DIGITS \
  "|" VEIL_ONES "))?|nineteen hundred)"
#define VEIL_DIGIT_WORD "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|niner)"
#define VEIL_SPOKEN(least)                   \
  "((?:(?:double|triple) )?" VEIL_DIGIT_WORD \
  "(?:,? ?-?(?:dash |hyphen |space |area code )?\\b(?:(?:double|triple) )?" VEIL_DIGIT_WORD "){" least ",22})\\b"
// Up to four words, or the turn of another speaker, stand between a label and its number.
#define VEIL_LABELLED(label) "(?i)\\b(?:" label ")\\b(?:\\W{1,3}[a-z.]+){0,4}?\\W{1,3}" VEIL_SPOKEN("3")

std::span<const Pattern> SpokenPatterns() {
  static constexpr Pattern kPatterns[] = {
      {"(?i)\\b((" VEIL_MONTH ")\\s(?:the )?" VEIL_DAY_WORDS "\\b((?:,? (?:of )?" VEIL_YEAR_WORDS ")?))\\b",
       IdentifierType::kDate, 0.93F, IsSpokenDate},
      {"(?i)\\b((?:the )?" VEIL_DAY_WORDS " of " VEIL_MONTH "(?:,? " VEIL_YEAR_WORDS ")?)\\b", IdentifierType::kDate,
       0.93F},
      {"(?i)\\b(" VEIL_MONTH ",? (?:of )?" VEIL_YEAR_WORDS ")\\b", IdentifierType::kDate, 0.93F},
      // Month, day and year as three numbers, where a date of birth or another date is announced.
      {"(?i)\\b(?:birth(?:day| date)?(?: is)?|born(?: on)?|dob(?: is)?|dated?(?: is)?)(?:[ "
       ":,]{1,2}|\\W{0,3}\\n[^\\n]{0,24}: )(" VEIL_DAY_WORDS "[ ,\\-]{1,2}(?:" VEIL_TWO_DIGITS "|" VEIL_DAY_WORDS
       ")[ ,\\-]{1,2}(?:" VEIL_YEAR_WORDS "|" VEIL_TWO_DIGITS "))\\b",
       IdentifierType::kDate, 0.93F},
      {"(?i)\\b(" VEIL_WEEKDAY ",? the " VEIL_DAY_WORDS ")\\b", IdentifierType::kDate, 0.9F},
      {"(?i)\\b(the (?:(?:twenty|thirty)[ \\-])?(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
       "thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|first|second|"
       "third))\\b",
       IdentifierType::kDate, 0.7F, IsSpokenDay},
      {"(?i)\\b(?:in|since|of|from|until|year|born|circa) (" VEIL_YEAR_WORDS ")\\b", IdentifierType::kYear, 0.8F},
      {"(?i)\\b" VEIL_SPOKEN("6"), IdentifierType::kPhone, 0.9F, IsSpokenPhone},
      {VEIL_LABELLED("mrn|record|chart"), IdentifierType::kMrn, 0.93F},
      {VEIL_LABELLED("social(?: security)?|ssn"), IdentifierType::kSsn, 0.94F},
      {VEIL_LABELLED("member|policy|subscriber|medicare|medicaid"), IdentifierType::kHealthPlan, 0.9F},
      {VEIL_LABELLED("account|acct|accession|encounter|claim"), IdentifierType::kAccount, 0.9F},
      {VEIL_LABELLED("npi|dea|license"), IdentifierType::kLicense, 0.9F},
      {VEIL_LABELLED("serial|lot number|device"), IdentifierType::kDevice, 0.9F},
      {"(?i)\\b(?:extension|ext|pager|beeper)(?: number| is)? (" VEIL_DIGIT_WORD "(?:[ \\-]" VEIL_DIGIT_WORD
       "){1,6})\\b",
       IdentifierType::kPhone, 0.93F},
  };
  return kPatterns;
}

}  // namespace veil
