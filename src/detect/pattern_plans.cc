#include <string>

#include "detect/code_form.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// Medicare Beneficiary Identifier, CMS "Understanding the MBI format": eleven places, letters without S, L, O, I, B, Z.
constexpr std::string_view kMbi =
    R"((?i)\b([1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[- ]?[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[- ]?)"
    R"([AC-HJKMNP-RT-Y]{2}\d{2})\b)";

// 45 CFR 164.514(b)(2)(i)(I).
constexpr std::string_view kPlanLabels =
    R"((?:member|subscriber|policy(?:holder)?|group|grp|beneficiary|certificate holder|insured|insur(?:ance)?|ins|)"
    R"(plan|)"
    R"(payer|payor|coverage|medigap|hicn?|hcn|ohip|ramq|mbi|auth(?:orization)?|prior auth|pre-?auth|precert|wic|chip)"
    R"((?: (?:id|no|num(?:ber)?|card|code|auth))?)";

// Payers that stand before a number without another label: "Humana Gold H44...", "Blue Shield ID XQ ...".
constexpr std::string_view kPayer =
    R"((?i)\b(?:medicare|medicaid|medi-?cal|humana|aetna|cigna|bcbs\w*|bcn|blue ?(?:cross|shield|care)|anthem|)"
    R"(tricare|champva|)"
    R"(kaiser|united(?: ?health ?care)?|uhc|molina|centene|wellcare|caresource|oscar|regence|premera|highmark|)"
    R"(healthpartners|)"
    R"(health ?net|sharp|geisinger|ambetter|amerigroup|tenncare|masshealth|badgercare|ahcccs|soonercare|husky|)"
    R"(peachcare|)"
    R"(medigap|ucare|ohp|apple health|centennial care|star\+?plus|chip|wic|va|ihs|hmo|ppo|fc|kids|care|card)\b)"
    R"((?:[ ,/]+(?-i:[A-Z][A-Za-z&+-]*|of|id|no|contract|plan|card|number|is|member|)"
    R"(policy)\b\.?){0,3}?(?:[ ,/]*(?-i:ID|NO|BIN|PCN|HP|FC|HMSA|UHC)\b\.?)?[ \t]*[:#=]?[ \t]*()";

// Payers are words of speech too ("Medicare visit 2024"): six digits, or four in a long word with letters.
bool IsPlanNumber(const PatternMatch& match) {
  const std::string_view code = TextOf(match);
  const bool mixed = LetterCount(code) > 0 && code.size() >= 7 && code.find(' ') == std::string_view::npos;
  return DigitCount(code) >= (mixed ? 4 : 6) && !LooksLikeDate(code) && !IsProcedureCode(code) &&
         !IsMeasureOrTerm(match);
}

}  // namespace

std::span<const Pattern> PlanPatterns() {
  static const std::string plan = Labelled(std::string(kPlanLabels) + ")", std::string(CodeForm()) + "(?: 0\\d)?");
  static const std::string plan_spoken =
      Labelled(std::string(kPlanLabels) + R"(|medicare|medicaid)(?: (?:number|id))?)", SpokenForm());
  static const std::string group_spoken = R"((?i)\b(?:group|grp|plan)\b(?: (?:number|id|)"
                                          R"(is))*[ ,]+((?-i:[A-Z]{2,6})(?:[ ,-]+)" +
                                          std::string(DigitWord()) + R"()+)\b)";
  static const std::string payer = std::string(kPayer) + std::string(CodeForm()) + ")" + std::string(CodeEnd());
  static const Pattern patterns[] = {
      {kMbi, IdentifierType::kHealthPlan, 0.97F},
      {plan, IdentifierType::kHealthPlan, 0.92F, IsEvidentCode},
      {plan_spoken, IdentifierType::kHealthPlan, 0.9F, IsSpokenCode},
      {group_spoken, IdentifierType::kHealthPlan, 0.85F},
      {payer, IdentifierType::kHealthPlan, 0.82F, IsPlanNumber},
  };
  return patterns;
}

}  // namespace veil
