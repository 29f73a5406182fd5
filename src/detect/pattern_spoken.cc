// Numbers in words, as a dictation or a speech recogniser writes them: dates, years, phones, record numbers.
#include "detect/pattern_calendar.h"
#include "detect/pattern_context.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

constexpr auto kRecordBefore = Words("mrn", "record", "chart");
constexpr auto kSocialBefore = Words("social", "ssn", "security");
constexpr auto kPlanBefore = Words("member", "policy", "subscriber", "group", "insurance", "medicare", "medicaid");
constexpr auto kAccountBefore = Words("account", "acct", "accession", "encounter", "claim", "invoice", "specimen");
constexpr auto kLicenseBefore = Words("npi", "dea", "license");
constexpr auto kDeviceBefore = Words("serial", "lot", "device", "udi");

constexpr std::size_t kReach = 5;  // "medical record number is"

bool OtherThanPhone(const PatternMatch& match) {
  return AnyBefore(match, kReach, kRecordBefore) || AnyBefore(match, kReach, kSocialBefore) ||
         AnyBefore(match, kReach, kPlanBefore) || AnyBefore(match, kReach, kAccountBefore) ||
         AnyBefore(match, kReach, kLicenseBefore) || AnyBefore(match, kReach, kDeviceBefore);
}

bool IsRecord(const PatternMatch& match) { return AnyBefore(match, kReach, kRecordBefore); }
bool IsSocial(const PatternMatch& match) { return AnyBefore(match, kReach, kSocialBefore); }
bool IsPlan(const PatternMatch& match) { return AnyBefore(match, kReach, kPlanBefore); }
bool IsAccount(const PatternMatch& match) { return AnyBefore(match, kReach, kAccountBefore); }
bool IsLicense(const PatternMatch& match) { return AnyBefore(match, kReach, kLicenseBefore); }
bool IsDevice(const PatternMatch& match) { return AnyBefore(match, kReach, kDeviceBefore); }

// Seven digits or more in words are a number of some person, whatever it is called; a phone where nothing is said.
bool IsSpokenPhone(const PatternMatch& match) { return !OtherThanPhone(match); }

// "may fourth" and "march one": the verb has no day behind it, but "may one" (may one take) needs a year or a
// preposition.
bool IsSpokenDate(const PatternMatch& match) {
  constexpr auto kBefore =
      Words("on", "since", "until", "from", "by", "of", "dated", "date", "dictation", "is", "admitted", "discharged",
            "birth", "visit", "through", "seen", "last", "was", "to", "before", "after");
  constexpr auto kVerbs = Words("may", "march");
  if (!IsIn(kVerbs, match.groups[1])) return true;
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
#define VEIL_SPOKEN(least)                          \
  "(?i)\\b((?:(?:double|triple) )?" VEIL_DIGIT_WORD \
  "(?:,? ?-?(?:dash |hyphen |space |area code )?\\b(?:(?:double|triple) )?" VEIL_DIGIT_WORD "){" least ",22})\\b"

std::span<const Pattern> SpokenPatterns() {
  static constexpr Pattern kPatterns[] = {
      {"(?i)\\b((" VEIL_MONTH ")\\s(?:the )?" VEIL_DAY_WORDS "\\b((?:,? (?:of )?" VEIL_YEAR_WORDS ")?))\\b",
       IdentifierType::kDate, 0.93F, IsSpokenDate},
      {"(?i)\\b((?:the )?" VEIL_DAY_WORDS " of " VEIL_MONTH "(?:,? " VEIL_YEAR_WORDS ")?)\\b", IdentifierType::kDate,
       0.93F},
      {"(?i)\\b(" VEIL_MONTH ",? (?:of )?" VEIL_YEAR_WORDS ")\\b", IdentifierType::kDate, 0.93F},
      // Month, day and year as three numbers, where a date of birth or another date is announced.
      {"(?i)\\b(?:birth(?:day| date)?(?: is)?|born(?: on)?|dob(?: is)?|dated?(?: is)?)[ :,]{1,2}(" VEIL_DAY_WORDS
       "[ ,\\-]{1,2}(?:" VEIL_TWO_DIGITS "|" VEIL_DAY_WORDS ")[ ,\\-]{1,2}(?:" VEIL_YEAR_WORDS "|" VEIL_TWO_DIGITS
       "))\\b",
       IdentifierType::kDate, 0.93F},
      {"(?i)\\b(the (?:(?:twenty|thirty)[ \\-])?(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
       "thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|first|second|"
       "third))\\b",
       IdentifierType::kDate, 0.7F, IsSpokenDay},
      {"(?i)\\b(?:in|since|of|from|until|year|born|circa) (" VEIL_YEAR_WORDS ")\\b", IdentifierType::kYear, 0.8F},
      {VEIL_SPOKEN("6"), IdentifierType::kPhone, 0.9F, IsSpokenPhone},
      {VEIL_SPOKEN("3"), IdentifierType::kMrn, 0.93F, IsRecord},
      {VEIL_SPOKEN("3"), IdentifierType::kSsn, 0.94F, IsSocial},
      {VEIL_SPOKEN("3"), IdentifierType::kHealthPlan, 0.9F, IsPlan},
      {VEIL_SPOKEN("3"), IdentifierType::kAccount, 0.9F, IsAccount},
      {VEIL_SPOKEN("3"), IdentifierType::kLicense, 0.9F, IsLicense},
      {VEIL_SPOKEN("3"), IdentifierType::kDevice, 0.9F, IsDevice},
      {"(?i)\\b(?:extension|ext|pager|beeper)(?: number| is)? (" VEIL_DIGIT_WORD "(?:[ \\-]" VEIL_DIGIT_WORD
       "){1,6})\\b",
       IdentifierType::kPhone, 0.93F},
  };
  return kPatterns;
}

}  // namespace veil
