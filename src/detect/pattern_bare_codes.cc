#include <algorithm>
#include <string>

#include "base/fold.h"
#include "detect/code_form.h"
#include "detect/lexicon.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// Codes that stand without a label. Medicine has codes too, so each form asks for more digits or more structure than a
// gene, drug, suture, scale or count has, and none counts behind the name of a code system or before a unit.
// 45 CFR 164.514(b)(2)(i)(R).

constexpr std::string_view kDigits = R"((?:^|[^\w.,/+<>=~-])(\d{7,})(?:[^\w%/.,-]|[.,](?:\s|$)|$))";
// "0093-2217-5", "31-7702-4".
constexpr std::string_view kGroups = R"((?:^|[^\w.,/+-])(\d+-\d+(?:-\d+)+)(?:[^\w%/.-]|[.](?:\s|$)|$))";
// "QK2207193", "TMP207731", "HLC-00330914", "E2093317".
constexpr std::string_view kLetters =
    R"((?:^|[^\w./-])([A-Z]+[-_]?\d{6,}[A-Z]?(?:-[A-Z0-9]+)*)(?:[^\w%/.-]|[.](?:\s|$)|$))";
// Specimens and studies: "RD-23-207714", "S24-01234", "WM-S23-02296": letters, a year, a count.
constexpr std::string_view kAccession =
    R"((?:^|[^\w./-])((?:[A-Z]+-)?[A-Z]+-?[0-4]\d[-:]\d{3,}(?:-\d+)?)(?:[^\w%/.-]|[.](?:\s|$)|$))";
// "RVT-0317-26", "KE-07-3319", "LT-30915".
constexpr std::string_view kJoined =
    R"((?:^|[^\w./-])([A-Z]{2,}(?:-[A-Z]+)*-(?:\d\d+(?:-[A-Z0-9]+)+|\d{4,})|[A-Z]{2,}-[A-Z]{2,}-\d{3,}))"
    R"((?:[^\w%/.-]|[.](?:\s|$)|$))";
// "(#LT-3091)", "66M, 7720936", "7720936 97F": beside sex and age.
constexpr std::string_view kBesideAge =
    R"(\b\d{1,3} ?(?:y/?o ?|yrs? ?)?[MFmf]\b[ \t,;|*-]+#?([A-Z]+[-_]?\d{4,}(?:-\d+)*|\d{5,}(?:-\d+)*|)"
    R"(\d+-\d+-\d+)(?:[^\w%/.-]|[.](?:\s|$)|$))";
constexpr std::string_view kBeforeAge =
    R"((?:^|[^\w./-])([A-Z]*[-_]?\d{5,}(?:-\d+)*|\d{2} \d{2} \d{2})(?:[ \t,;|*]+\d{1,3} ?(?:y/?o ?|)"
    R"(yrs? ?)?[MFmf]\b|[ \t,;|*]{2,}\d{1,2}/\d{1,2}/\d{2,4}\b))";
// "BQT 071935": capitals, a blank, six digits.
constexpr std::string_view kSpaced = R"((?:^|[^\w./-])([A-Z]{2,4} \d{6,9})(?:[^\w%/.,-]|[.,](?:\s|$)|$))";
// "QM 2207 193 0046", "DRW 31.07.92", "HLV.00216.58": capitals, then groups.
constexpr std::string_view kSpacedGroups =
    R"((?:^|[^\w./-])([A-Z]{2,4} \d\d+(?: \d\d+){2,3})(?:[^\w%/.,-]|[.,](?:\s|$)|$))";
constexpr std::string_view kDotted = R"((?:^|[^\w./-])([A-Z]{2,4}[ .]\d\d+(?:\.\d\d+)+)(?:[^\w%/.-]|[.](?:\s|$)|$))";
// ISBT 128 donation number: country and facility, year, count, flags.
constexpr std::string_view kDonation = R"(\b([A-Z]\d{4}[ -]?\d\d[ -]?\d{6})\b)";
// ISO/IEC 7812: a payment card, in fours.
constexpr std::string_view kCard = R"(\b(\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4})\b)";
// RFC 9562: UUID.
constexpr std::string_view kUuid = R"((?i)\b([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b)";

// Letters before a number that name a drug, gene, registry or scale, or that are a label.
bool HasKnownPrefix(const PatternMatch& match) {
  const std::string_view code = TextOf(match);
  const std::string_view letters = code.substr(0, code.find_first_of(" -_0123456789"));
  constexpr std::string_view kKnown[] = {
      "NCT", "ISRCTN", "EUDRACT", "BMS",  "MK",   "AZD", "LY",   "PF",  "GSK",  "ABT",  "JNJ",   "RG",
      "RO",  "INCB",   "TAK",     "BAY",  "NVP",  "AMG", "ONO",  "ICD", "CPT",  "ENST", "ENSG",  "NM",
      "NP",  "NG",     "NC",      "RS",   "PMID", "PMC", "DOI",  "ISO", "ASTM", "CAS",  "HLA",   "IL",
      "CD",  "SARS",   "COVID",   "MRSA", "GTIN", "NDC", "RX",   "CVX", "CMS",  "FDA",  "CFR",   "HCPCS",
      "DSM", "SNOMED", "SN",      "EMPI", "MPI",  "PID", "MRN",  "MR",  "DL",   "CDL",  "UID",   "NPI",
      "BIN", "REMS",   "DEA",     "CSN",  "FIN",  "HAR", "ACCT", "ACC", "REF",  "LOT",  "IMEI",  "ID",
      "PCN", "ZIP",    "IP",      "TEL",  "FAX",  "SSN", "NO",   "FC",  "GMC",  "NHS",  "NRCME", "HMIS",
      "UHC", "IMO",    "CDR",     "UBRN", "OHIP", "HCN", "AWB",  "PMI", "CHPN", "RVCT", "GPS"};
  for (const std::string_view prefix : kKnown) {
    if (letters == prefix) return true;
  }
  return false;
}

// A round number counts something: platelets, copies, cells.
bool IsRound(std::string_view digits) { return digits.ends_with("0000"); }

// A day and a time of day run together ("202109071425"): the day is found as a date, the time stays.
bool IsTimestamp(std::string_view digits) {
  if (digits.size() != 12 && digits.size() != 14) return false;
  const std::string_view century = digits.substr(0, 2);
  return (century == "19" || century == "20") && digits.substr(4, 2) <= "12" && digits.substr(6, 2) <= "31" &&
         digits.substr(8, 2) <= "23" && digits.substr(10, 2) <= "59";
}

bool IsLongNumber(const PatternMatch& match) {
  return !IsRound(TextOf(match)) && !IsTimestamp(TextOf(match)) && !IsMeasureOrTerm(match) &&
         !HasWord(LineBefore(match, 8), {"lot", "ref"});
}

// A day as eight digits, the year first.
bool IsRunDay(std::string_view digits) {
  return digits.size() == 8 && (digits.starts_with("19") || digits.starts_with("20")) && digits.substr(4, 2) <= "12" &&
         digits.substr(6) <= "31";
}

// "Biktarvy 50-200-25": the strengths of a drug.
bool BehindDrug(const PatternMatch& match) {
  const std::string before = LineBefore(match, 30);
  const std::size_t last = before.find_last_not_of(' ');
  if (last == std::string::npos) return false;
  const std::size_t begin = before.find_last_of(" ,;:(", last) + 1;
  return Lexicon::Embedded().Find(Fold(before.substr(begin, last + 1 - begin))).Has(WordFlag::kDrug);
}

// "20-15-10-5": a dose that is lowered. Four groups or more of one or two digits.
bool IsTaper(std::string_view code) {
  std::size_t groups = 0;
  while (!code.empty()) {
    const std::size_t end = std::min(code.find('-'), code.size());
    if (end > 2) return false;
    ++groups;
    code.remove_prefix(std::min(end + 1, code.size()));
  }
  return groups >= 4;
}

bool IsGroupedNumber(const PatternMatch& match) {
  return DigitCount(TextOf(match)) >= 6 && !LooksLikeDate(TextOf(match)) && !IsTaper(TextOf(match)) &&
         !BehindDrug(match) && !IsMeasureOrTerm(match);
}

bool IsLetteredCode(const PatternMatch& match) {
  if (HasKnownPrefix(match) || HasLongWord(TextOf(match)) || IsMeasureOrTerm(match) || IsRound(TextOf(match)))
    return false;
  return !HasWord(LineBefore(match, 12), {"lot", "lot#", "model", "ref", "rev", "form"});
}

bool IsSpacedCode(const PatternMatch& match) {
  const std::string_view code = TextOf(match);
  const std::string_view digits = code.substr(code.find_first_of(" .") + 1);
  const bool day = LooksLikeDate(digits) || IsRunDay(digits);  // "DOA 11.10.2024", "APFT 20201016"
  return !day && IsLetteredCode(match) && !IsKnownWord(code.substr(0, code.find_first_of(" .")));
}

// Long, with a group of four: not the vital signs of a flow sheet.
bool IsRowOfGroups(const PatternMatch& match) {
  const std::string_view code = TextOf(match);
  std::size_t run = 0;
  const bool four = std::any_of(code.begin(), code.end(), [&](char c) { return (run = c == ' ' ? 0 : run + 1) >= 4; });
  return four && DigitCount(code) >= 9 && IsSpacedCode(match);
}

// Capitals mean something only beside small letters.
bool IsPrefixedRun(const PatternMatch& match) {
  const std::string_view run = TextOf(match);
  return IsSpokenRun(match) && !HasKnownPrefix(match) &&
         std::any_of(run.begin(), run.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::span<const Pattern> BareCodePatterns() {
  static const std::string spoken = R"((?i)(?:^|[^\w'-])((?:[b-hj-z][ ,]+)?)" + std::string(SpokenForm()) + ")";
  static const std::string spoken_prefixed = R"((?:^|[^\w'-])([A-Z]{2,5} (?i:)" + std::string(SpokenForm()) + "))";
  static const Pattern patterns[] = {
      {kDigits, IdentifierType::kId, 0.55F, IsLongNumber},
      {kGroups, IdentifierType::kId, 0.55F, IsGroupedNumber},
      {kLetters, IdentifierType::kId, 0.6F, IsLetteredCode},
      {kAccession, IdentifierType::kAccount, 0.65F, IsLetteredCode},
      {kJoined, IdentifierType::kId, 0.6F, IsLetteredCode},
      {kBesideAge, IdentifierType::kMrn, 0.7F, IsLongNumber},
      {kBeforeAge, IdentifierType::kMrn, 0.7F, IsLongNumber},
      {kSpaced, IdentifierType::kId, 0.55F, IsSpacedCode},
      {kSpacedGroups, IdentifierType::kId, 0.55F, IsRowOfGroups},
      {kDotted, IdentifierType::kId, 0.55F, IsSpacedCode},
      {kDonation, IdentifierType::kId, 0.85F},
      {kCard, IdentifierType::kAccount, 0.85F},
      {spoken, IdentifierType::kId, 0.5F, IsSpokenRun},
      {spoken_prefixed, IdentifierType::kId, 0.5F, IsPrefixedRun},
      {kUuid, IdentifierType::kId, 0.9F},
  };
  return patterns;
}

}  // namespace veil
