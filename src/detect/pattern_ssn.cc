// Social security numbers: nine digits as 3-2-4 (SSA, POMS RM 10201.030), or the last four where the words say so.
#include "detect/pattern_context.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

bool IsWhole(const PatternMatch& match) {
  const char before = ByteBefore(match);
  const std::string_view after = LineAfter(match, 2);
  const bool more = after.size() == 2 && (after[0] == '-' || after[0] == '.') && after[1] >= '0' && after[1] <= '9';
  return before != '-' && before != '.' && before != '/' && !more;
}

// With blanks between, three numbers in a row may be anything: no number may stand before.
bool IsSpaced(const PatternMatch& match) { return IsWhole(match) && !AfterNumber(match); }

}  // namespace

#define VEIL_SSN_LABEL R"((?i)\b(?:ssn?|soc(?:ial)?\.? ?sec(?:urity)?(?: ?(?:number|num|no|\#))?)\b)"

std::span<const Pattern> SsnPatterns() {
  static constexpr Pattern kPatterns[] = {
      {R"(\b(\d{3}(?:[-.]|\x{2013}|\x{2011})\d{2}(?:[-.]|\x{2013}|\x{2011})\d{4})\b)", IdentifierType::kSsn, 0.97F,
       IsWhole},
      {R"(\b(\d{3} \d{2} \d{4})\b)", IdentifierType::kSsn, 0.85F, IsSpaced},
      {VEIL_SSN_LABEL R"([^\n\d]{0,12}(\d{3}[-. ]?\d{2}[-. ]?\d{4})\b)", IdentifierType::kSsn, 0.98F},
      // The last four: SSN ending 4406, last 4 of SSN: 4406, xxx-xx-4406.
      {VEIL_SSN_LABEL R"([^\n\d]{0,10}(?:(?:ends?|ending)(?: (?:in|with))?|)"
                      R"(last (?:4|four)(?: digits)?(?: (?:is|are))?)[ :#=]{1,3}(\d{4})\b)",
       IdentifierType::kSsn, 0.97F},
      {R"((?i)\b(?:last[ -]?(?:4|four)|l4)(?: digits)?)"
       R"((?: of| ssn| soc| social| security| number|'s|,|:| is| are| #){0,6}[ :#=]{1,3}(\d{4})\b)",
       IdentifierType::kSsn, 0.9F},
      {VEIL_SSN_LABEL R"([ :#=]{1,3}(\d{4})\b)", IdentifierType::kSsn, 0.9F},
      {R"((?:[*xX#\x{2022}]{3}[-. ]?[*xX#\x{2022}]{2}[-. ]?|[*xX#\x{2022}]{5})(\d{4})\b)", IdentifierType::kSsn, 0.97F},
  };
  return kPatterns;
}

}  // namespace veil
