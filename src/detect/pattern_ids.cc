#include <string>

#include "detect/code_form.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// Record numbers of a patient: 45 CFR 164.514(b)(2)(i)(H).
constexpr std::string_view kRecordLabels =
    R"((?:temp(?:orary)? |mom |mother'?s? |infant |baby )?m\.?r\.?n'?s?|mr ?(?:#|no|num(?:ber)?)|(?:e-?)?mpi|pid|)"
    R"(unit (?:no|num(?:ber)?|#)|hrn|nhi|nhs(?: no\.?)?|jacket|)"
    R"(med(?:ical)?\.? ?rec(?:ord)?s?\.?(?: (?:file|ident(?:ifier|ification)))?|health record|chart|)"
    R"(hosp(?:ital)?\.? ?(?:no|num(?:ber)?|#|id)|(?:pt|patient|client|resident|agency|nhs|person)\.? ?(?:no|)"
    R"(num(?:ber)?|#|id(?:entifier|entification)?)|)"
    R"((?:our|patient) file)";

// Accounts, visits, orders, specimens: 45 CFR 164.514(b)(2)(i)(J) and (R).
constexpr std::string_view kAccountLabels =
    R"((?:guarantor |superbill |patient |hospital |bank )?acc(?:oun)?ts?|acct|acc|csn|fin|har|accession|accn|asn|)"
    R"(encounter|enc(?:tr)?|visit|billing|invoice|inv|statement|stmt|receipt|check|claim|requisition|req|order|ubrn|)"
    R"(placer|filler|)"
    R"(specimen|spec|sample|case|path(?:ology)?|cytology|surg(?:ical)? path|microarray|lab ?(?:#|no|num(?:ber)?|)"
    R"(id)|(?:rx|prescription) ?(?:#|no|num(?:ber)?)|)"
    R"(conf(?:irmation)?|transaction|telephone encounter)";

// "card ending 2218": 45 CFR 164.514(b)(2)(i)(J).
constexpr std::string_view kLastFour =
    R"((?i)\b(?:card|account|acct|debit|checking|savings|visa|mastercard|amex|bank)\b[^\n\d]{0,16}\bend(?:s|)"
    R"(ing)(?: (?:in|with|on))?:?[ #]*(\d{3,6})\b)";

// Badges, studies, tickets, courts, police and so on: 45 CFR 164.514(b)(2)(i)(R).
constexpr std::string_view kIdLabels =
    R"(badge|employee|emp|staff|study|subj(?:ect)?|participant|pt study|enrol(?:l?ment)?|tribal enrol\w*|tribal|)"
    R"(site|rand(?:omi[sz]ation)?|ticket|incident|docket|court|file|(?:police |incident |crime )?(?:report|rpt)|)"
    R"(passport|student(?: no\.?)?|inmate|hmis|imo|callsign|booking|parole|probation|ref(?:erence)?|job|dictation|run|tracking|airbill|(?:air ?)?waybill|awb|)"
    R"(kit|)"
    R"(barcode|band|tag|bracelet|uid|msg|message|thread|session|letter|interp(?:reter)?(?: id)?|registry|donor|)"
    R"(cand(?:idate)?|)"
    R"(locker|envelope|env|pass|permit|form|tin|ein|itin|fein|edipi|dod|military|service|veteran|file no|case|)"
    R"(intake|pin|)"
    R"(passcode|(?:gate|lobby|door|access|entry|program|security) code|code|rems|biobank|sponsor|screening|screen|)"
    R"(unit|asset|)"
    R"(station|workstation|ws|wow|terminal|printer|crm|ssid|member of tribe|national id|kennitala|fiscal code|nin)";

// The same behind words that are hardly said without a number.
constexpr std::string_view kStrongIdLabels =
    R"(badge|employee|emp|student|inmate|ticket|docket|study|subj(?:ect)?|participant|site|donor|interp(?:reter)?|)"
    R"(locker|incident|uid|ssid|user)";
// What opens a door or a line; may look like a year.
constexpr std::string_view kSecretLabels =
    R"(lock ?box|key ?box|passcode|pin(?: code)?|(?:gate|lobby|door|access|entry|security|alarm) code|code(?: for [a-z]+)?)";
// "Trooper Marsh #882".
constexpr std::string_view kBadge =
    R"(\b(?i:officer|ofc|trooper|deputy|dep|sgt|sergeant|det|detective|ptl|patrolman|cpl|lt|constable|agent|ranger|)"
    R"(warden)\.? )"
    R"((?:[A-Z][\w'’.-]* ){1,2}?\(?#(\d{2,6})\b)";
// "WS LAB-CORE-31", "on WS-ORT-22", "prt: PRT-PEDS-8".
constexpr std::string_view kMachine =
    R"((?i:\b(?:prt|ws|wow|pc|workstation|printer|terminal|device|host|station|computer)\b)[ \t:#]+)"
    R"(([A-Z]{2,5}(?:-[A-Z]{2,6}){0,2}-[A-Z]{0,3}\d{1,4})\b)";
constexpr std::string_view kOnMachine = R"(\b(?:on|from|at|by) ((?:WS|PC|PRT|LT|WOW|LAP|DT)-[A-Z]{2,6}-?\d{1,4})\b)";
// A secret word is as good as a name.
constexpr std::string_view kPassword =
    R"((?i)\b(?:passcode|password|passwd|passphrase|pwd|pw)\b(?:[ \t:=]|\b(?:is|on file|)"
    R"(was)\b)*(["“']?[^\s"”',;.]{4,24}))";
// "lab_kwilder", "mbrandt4": written small as account names are.
constexpr std::string_view kAccountName =
    R"((?:^|[\s(:;,/"'])([a-z]{2,12}_[a-z0-9]{2,14}|[a-z]{5,14}\d{1,4})(?:[\s,;:"')]|[.](?:\s|$)|$))";

// A label made of "ID", "no." or "#" alone.
constexpr std::string_view kBareLabel = R"((?:id|ids|i\.d|ident|identifier)\b)";
constexpr std::string_view kNumberSign = R"((?i)(?:#|\bno\.|\bnr\.?|\bnumber(?: is)?|№)[ \t:]{0,3}()";

// Names of accounts on computers.
constexpr std::string_view kLogin =
    R"((?i)\b(?:user(?:name|[ -]?id)?|log[io]n(?:'s| id| is)?|logged (?:in|on)(?: as)?|sign[- ]?on|uploader|)"
    R"(screen ?name)[ \t:=#"'(]*(?:(?:is|was|name|id)[ \t:]+)?)"
    R"(([a-z][a-z0-9]{0,20}(?:[._-]?[a-z0-9]+){0,3})(?:[^a-z0-9@._-]|[.](?:\s|$)|$))";
constexpr std::string_view kPrintedBy =
    R"((?i)\b(?:printed|print|prt|accessed|released|exported|generated|uploaded|scanned|viewed|opened|entered|)"
    R"(from)\b[^\n]{0,40}\bby:?[ \t]+)"
    R"(([a-z][a-z0-9]{2,15}(?:[._][a-z0-9]{1,15})?)(?:[^a-z0-9@._-]|[.](?:\s|$)|$))";

// A code or a word that no dictionary knows.
bool IsLoginName(const PatternMatch& match) {
  const std::string_view name = TextOf(match);
  if (name.size() < 4) return false;
  if (name.find('_') != std::string_view::npos) return true;
  return DigitCount(name) > 0 ? LetterCount(name) > 1 : name.size() >= 6 && !IsKnownWord(name);
}

bool IsSecretNumber(const PatternMatch& match) {
  return DigitCount(TextOf(match)) >= 3 && !IsProcedureCode(TextOf(match)) && !IsMeasureOrTerm(match);
}

// "#120 refills", "celestone #1 1410": how many tablets, which dose.
bool IsNumbered(const PatternMatch& match) {
  const std::string_view code = TextOf(match);
  const bool count = DigitCount(code) == code.size() && code.size() <= 3;
  const bool ordinal = code.size() > 1 && code[1] == ' ' && DigitCount(code.substr(0, 1)) == 1;
  return !count && !ordinal && IsEvidentCode(match);
}

// The number of a catalogue has a lot or a serial number beside it.
bool IsIdNumber(const PatternMatch& match) {
  const bool kit = HasWord(LineBefore(match, 5), {"kit"}) && TextOf(match).size() < 7;  // a gene and its change
  return !kit && IsEvidentCode(match) && !HasWord(LineAfter(match, 16), {"lot", "sn", "s/n"}) &&
         !HasWord(LineBefore(match, 16), {"s.c. code", "u.s.c", "c.f.r"});
}

// In quotes, with a digit, or no word at all.
bool IsPassword(const PatternMatch& match) {
  const std::string_view word = TextOf(match);
  return DigitCount(word) > 0 || word[0] == '"' || !IsKnownWord(word);
}

// No part of it is a word or the name of a scale, drug or gene.
bool IsAccountName(const PatternMatch& match) {
  const std::string_view name = TextOf(match);
  const std::size_t end = name.find_first_of("_0123456789");
  const std::string_view rest = name.substr(end);
  // "arteria1": the last letter was read as a digit.
  if (rest == "1" && IsKnownWord(std::string(name.substr(0, end)) + "l")) return false;
  return !IsKnownWord(name.substr(0, end)) || (rest[0] == '_' && DigitCount(rest) == 0 && !IsKnownWord(rest.substr(1)));
}

}  // namespace

std::span<const Pattern> IdPatterns() {
  static const std::string record = Labelled(kRecordLabels);
  static const std::string record_mr = Labelled("mr");
  static const std::string record_spoken = Labelled(kRecordLabels, SpokenForm());
  static const std::string account = Labelled(kAccountLabels);
  static const std::string prescription = Labelled("rx");
  static const std::string account_named = Labelled(R"((?:acct|acc|accession|req|order|claim) (?-i:[A-Z]{2,8}))");
  static const std::string account_spoken = Labelled(kAccountLabels, SpokenForm());
  static const std::string id = Labelled(kIdLabels);
  static const std::string id_strong = Labelled(kStrongIdLabels);
  static const std::string secret = Labelled(kSecretLabels);
  static const std::string id_bare = Labelled(kBareLabel);
  static const std::string id_spoken = Labelled(std::string(kIdLabels) + "|id|identification", SpokenForm());
  static const std::string number = std::string(kNumberSign) + std::string(CodeForm()) + ")" + std::string(CodeEnd());
  static const Pattern patterns[] = {
      {record, IdentifierType::kMrn, 0.95F, IsRecordNumber},
      {record_mr, IdentifierType::kMrn, 0.9F, IsEvidentCode},
      {record_spoken, IdentifierType::kMrn, 0.9F, IsSpokenCode},
      {account, IdentifierType::kAccount, 0.92F, IsEvidentCode},
      {prescription, IdentifierType::kAccount, 0.85F, HasDigits<5>},
      {account_named, IdentifierType::kAccount, 0.92F, IsEvidentCode},
      {account_spoken, IdentifierType::kAccount, 0.88F, IsSpokenCode},
      {kLastFour, IdentifierType::kAccount, 0.9F},
      {id, IdentifierType::kId, 0.85F, IsIdNumber},
      {id_strong, IdentifierType::kId, 0.85F, HasDigits<3>},
      {secret, IdentifierType::kId, 0.85F, IsSecretNumber},
      {kBadge, IdentifierType::kId, 0.85F},
      {kMachine, IdentifierType::kId, 0.7F},
      {kOnMachine, IdentifierType::kId, 0.7F},
      {kPassword, IdentifierType::kId, 0.8F, IsPassword},
      {kAccountName, IdentifierType::kId, 0.6F, IsAccountName},
      {id_bare, IdentifierType::kId, 0.8F, IsEvidentCode},
      {id_spoken, IdentifierType::kId, 0.8F, IsSpokenCode},
      {number, IdentifierType::kId, 0.6F, IsNumbered},
      {kLogin, IdentifierType::kId, 0.85F, IsLoginName},
      {kPrintedBy, IdentifierType::kId, 0.7F, IsLoginName},
  };
  return patterns;
}

}  // namespace veil
