#include "detect/code_form.h"

#include <algorithm>
#include <bitset>
#include <iterator>

#include "base/fold.h"
#include "detect/lexicon.h"

namespace veil {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }
char Lower(char c) { return IsCapital(c) ? static_cast<char>(c | 0x20) : c; }

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), Lower);
  return lowered;
}

constexpr std::string_view kDigitWord =
    "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|niner|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|double|triple)";

// Between a label and its value. A line end counts once.
constexpr std::string_view kBetween =
    R"(\.?(?:[ \t:#=|"'(\[>*\x{a0}→-]|\b(?:no|nos|num|numbers?|nbr|nr|is|was|id|code|here|on file|ending in|ends in|)"
    R"((?-i:SN|S/N|CSN|MRN|NPI|DEA|ID|ACCT|REMS)|(?-i:BIN|PCN|REF|UID|NHS|GMC|HCN|OHIP|HMIS|DL|CERT|ROOM|RM|IND|)"
    R"(HMSA|UHC|CHPN|ABR|AWB|EOC|PGR|RVCT|HUGS|NMCD|WOW|MBI|HRN|NRP|BOC|AHV|CCF)[ :#])\b\.?|\.{2,})*(?:\r?\n[ \t]*)?)";

bool IsNumberField(std::string_view text, std::size_t digits_max) {
  return !text.empty() && text.size() <= digits_max && std::all_of(text.begin(), text.end(), IsDigit);
}

bool IsYear(std::string_view text) {
  return text.size() == 4 && IsNumberField(text, 4) && (text.substr(0, 2) == "19" || text.substr(0, 2) == "20");
}

}  // namespace

std::string_view DigitWord() { return kDigitWord; }

std::string_view CodeForm() {
  // First the row of words: a head short enough to need more, then words of two digits or more, single blanks between.
  // A last letter M, F or Y is left out: it is a sex or an age. Else one word, letters and hyphens inside.
  return R"((?:(?:(?-i:[A-Z]{1,5}(?:-[A-Z]{1,5}){0,2}) )?(?-i:[A-Z]{0,3}\d{1,6}[A-Z]?)(?:-\d+)*)"
         R"((?: (?-i:(?:[A-Z]{2} )?[A-Z]?[A-Z]?\d\d+[A-EG-LN-XZ]?|\d[A-Z]\d)(?:-\d+)*)+(?: \d)?)"
         R"(|(?:(?-i:[A-Z]{1,5}(?:-[A-Z]{1,5}){0,2}) )?)"
         R"((?:[a-z]+[-._:/])*[a-z]*\d[a-z\d]*(?:[-._][a-z\d]+)*))";
}

std::string_view SpokenForm() {
  static const std::string form = "(?:(?:" + std::string(kDigitWord) +
                                  R"(|[a-z](?: as in [a-z]+)?|dash|hyphen|point|slash)[ ,-]+)+(?:)" +
                                  std::string(kDigitWord) + R"(|[b-hj-z])\b)";
  return form;
}

std::string_view CodeEnd() { return R"((?:[^a-z0-9%/.:_-]|[.:/_-](?:[^a-z0-9]|$)|/[a-z]|$))"; }

std::string Labelled(std::string_view labels, std::string_view value) {
  std::string expression = R"((?i)\b(?:)";
  expression += labels;
  expression += R"()(?:\b|[#:. ]))";
  expression += kBetween;
  expression += "(";
  expression += value;
  expression += ")";
  expression += CodeEnd();
  return expression;
}

std::size_t DigitCount(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsDigit));
}

std::size_t LetterCount(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsLetter));
}

std::string LettersAndDigits(std::string_view text) {
  std::string bare;
  std::copy_if(text.begin(), text.end(), std::back_inserter(bare), [](char c) { return IsDigit(c) || IsLetter(c); });
  return bare;
}

std::string_view TextOf(const PatternMatch& match) { return match.text.substr(match.span.begin, match.span.size()); }

std::string LineBefore(const PatternMatch& match, std::size_t size) {
  const std::size_t begin = match.span.begin > size ? match.span.begin - size : 0;
  const std::string_view before = match.text.substr(begin, match.span.begin - begin);
  const std::size_t line = before.rfind('\n');
  return Lowered(line == std::string_view::npos ? before : before.substr(line + 1));
}

std::string LineAfter(const PatternMatch& match, std::size_t size) {
  const std::string_view after = match.text.substr(match.span.end, size);
  return Lowered(after.substr(0, after.find('\n')));
}

bool HasWord(std::string_view text, std::initializer_list<std::string_view> words) {
  std::bitset<256> first;  // characters of words in the text: most words that are asked for have another one
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 0 || !(IsLetter(text[i - 1]) || IsDigit(text[i - 1]))) first.set(static_cast<unsigned char>(text[i]));
  }
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    if (!first[static_cast<unsigned char>(word[0])]) return false;
    const bool stem = word.back() == '*';
    if (stem) word.remove_suffix(1);
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      const bool begins = at == 0 || !(IsLetter(text[at - 1]) || IsDigit(text[at - 1]));
      if (begins && (stem || end == text.size() || !(IsLetter(text[end]) || IsDigit(text[end])))) return true;
    }
    return false;
  });
}

bool IsDigitWord(std::string_view text) {
  const std::string_view word = text.substr(0, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
  return !word.empty() && HasWord(kDigitWord, {word});
}

bool IsKnownWord(std::string_view word) {
  const WordInfo info = Lexicon::Embedded().Find(Fold(word));
  constexpr auto kNames =
      static_cast<std::uint32_t>(WordFlag::kSurname) | static_cast<std::uint32_t>(WordFlag::kGivenFemale) |
      static_cast<std::uint32_t>(WordFlag::kGivenMale) | static_cast<std::uint32_t>(WordFlag::kNickname);
  return (info.flags & ~kNames) != 0;
}

bool LooksLikeDate(std::string_view text) {
  const std::size_t first = text.find_first_of("-./");
  if (first == std::string_view::npos) return IsYear(text);
  const std::size_t second = text.find(text[first], first + 1);
  const std::string_view a = text.substr(0, first);
  const std::string_view b = text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
  if (second == std::string_view::npos) return IsNumberField(a, 2) && (IsYear(b) || IsNumberField(b, 2));
  const std::string_view c = text.substr(second + 1);
  if (IsYear(a)) return IsNumberField(b, 2) && IsNumberField(c, 2);
  return IsNumberField(a, 2) && b.size() <= 3 && !b.empty() && (IsYear(c) || (IsNumberField(c, 2) && c.size() == 2)) &&
         (IsNumberField(b, 2) || LetterCount(b) == 3);
}

bool IsMeasureOrTerm(const PatternMatch& match) {
  if (TextOf(match).starts_with("NCT")) return true;  // a trial, not who takes part
  const std::string after = LineAfter(match, 14);
  const std::size_t at = after.find_first_not_of(' ');
  if (at != std::string::npos && at <= 1) {
    const std::string_view unit = std::string_view(after).substr(at);
    if (unit[0] == '%') return true;
    const std::string_view word = unit.substr(0, unit.find_first_of(" \t,;.)("));
    constexpr std::string_view kUnits[] = {
        "mg",    "mcg",   "ug",  "g",     "gm",    "kg",     "ml",     "l",     "cc",     "mm",      "cm",    "m",
        "mmhg",  "mmol",  "meq", "units", "unit",  "iu",     "bpm",    "hz",    "kcal",   "mg/dl",   "mg/kg", "g/dl",
        "ng",    "ng/ml", "pg",  "u/l",   "iu/l",  "copies", "cells",  "tabs",  "tab",    "tablets", "caps",  "days",
        "day",   "hours", "hrs", "h",     "weeks", "wks",    "months", "years", "yrs",    "min",     "mins",  "minutes",
        "steps", "ms",    "v",   "fr",    "lb",    "lbs",    "x",      "ml/hr", "mcg/ml", "k/ul",    "rpm",   "mosm",
        "times", "feet",  "ft",  "miles", "puffs", "drops",  "doses",  "u"};
    if (std::find(std::begin(kUnits), std::end(kUnits), word) != std::end(kUnits)) return true;
  }
  return HasWord(LineBefore(match, 18), {"icd-10", "icd10*", "icd9*", "cpt",  "loinc", "hcpcs", "drg",   "ndc",
                                         "snomed", "rxnorm", "rxcui", "nct*", "pmid",  "doi",   "hipps", "cvx",
                                         "mvx",    "bin",    "isbn",  "omim", "orpha", "hgnc",  "unii",  "cas"}) ||
         HasWord(LineBefore(match, 9), {"$", "usd"});
}

bool HasLongWord(std::string_view code) {
  constexpr std::size_t kLettersMax = 8;
  std::size_t run = 0;
  return std::any_of(code.begin(), code.end(), [&](char c) { return (run = IsLetter(c) ? run + 1 : 0) > kLettersMax; });
}

// "Filed 10-13": a word of plain speech before the number, or a day ("8-24-23 1105").
bool BeginsAsSpeech(std::string_view code) {
  const std::size_t blank = code.find(' ');
  if (blank == std::string_view::npos) return false;
  const std::string_view head = code.substr(0, blank);
  if (DigitCount(head) > 0) return DigitCount(head) >= 3 && LooksLikeDate(head) && !IsYear(head);
  return head.size() >= 4 && DigitCount(code) < 5 && IsKnownWord(head);
}

// "WBC 12500": a test and its value.
bool HasClinicalPrefix(std::string_view code) {
  const std::size_t blank = code.find(' ');
  if (blank == std::string_view::npos || blank < 3 || DigitCount(code.substr(0, blank)) > 0) return false;
  const WordInfo info = Lexicon::Embedded().Find(Fold(code.substr(0, blank)));
  return info.Has(WordFlag::kClinical) || info.Has(WordFlag::kDrug);
}

// HCPCS level II and CDT: D, E or J and four digits.
bool IsProcedureCode(std::string_view code) {
  return code.size() == 5 && (code[0] == 'D' || code[0] == 'E' || code[0] == 'J') && DigitCount(code) == 4;
}

bool IsRecordNumber(const PatternMatch& match) {
  const std::string_view code = TextOf(match);
  return DigitCount(code) >= 3 && !IsYear(code) && !HasLongWord(code) && !IsMeasureOrTerm(match);
}

bool IsEvidentCode(const PatternMatch& match) {
  const std::string_view code = TextOf(match);
  const std::size_t digits = DigitCount(code);
  const bool capital = std::any_of(code.begin(), code.end(), IsCapital);
  const bool marked = capital || code.find('-') != std::string_view::npos ||
                      HasWord(LineBefore(match, 5), {"#", "no", "number", "id", "num"});
  return (digits >= 5 || (digits >= 3 && marked)) && !LooksLikeDate(code) && !HasLongWord(code) &&
         !HasClinicalPrefix(code) && !BeginsAsSpeech(code) && !IsProcedureCode(code) && !IsMeasureOrTerm(match);
}

bool IsSpokenCode(const PatternMatch& match) {
  const std::string spoken = Lowered(TextOf(match));
  std::size_t words = 0;
  for (std::size_t at = 0; at < spoken.size();) {
    const std::size_t end = std::min(spoken.find_first_of(" ,-", at), spoken.size());
    const std::string_view word = std::string_view(spoken).substr(at, end - at);
    if (word.size() > 1 && word != "dash" && word != "as" && word != "in" && word != "hyphen") ++words;
    if (!word.empty() && IsDigit(word[0])) ++words;
    at = end + 1;
  }
  return words >= 3;
}

namespace {

// Tests, scales and drugs that are spelled, and decimals: "a one c seven point eight".
bool SpeaksOfTests(std::string_view spoken) {
  return HasWord(spoken, {"point", "a one c", "p h q",   "g a d",   "h g b", "a s t",   "a l t", "e g f r",
                          "b u n", "w b c",   "h c t",   "i n r",   "b n p", "t s h",   "l d l", "h d l",
                          "q t c", "e f",     "u n o s", "m m s e", "b m i", "p s a",   "c r p", "e s r",
                          "b p",   "g f r",   "v o two", "o two",   "s p o", "percent", "over"});
}

}  // namespace

bool IsSpokenRun(const PatternMatch& match) {
  const std::string_view spoken = TextOf(match);
  if (!IsSpokenCode(match) || SpeaksOfTests(LineBefore(match, 8) + Lowered(spoken)) ||
      HasWord(LineBefore(match, 6), {"lot"}))
    return false;
  std::size_t letters = 0;
  std::size_t digits = 0;
  for (std::size_t at = 0; at < spoken.size();) {
    const std::size_t end = std::min(spoken.find_first_of(" ,-", at), spoken.size());
    const std::string word = Lowered(spoken.substr(at, end - at));
    if (HasWord("zero oh one two three four five six seven eight nine", {word.empty() ? "-" : std::string_view(word)}))
      ++digits;
    if (word.size() == 1 && IsLetter(word[0])) ++letters;
    at = end + 1;
  }
  return digits >= 5 || (digits >= 3 && letters >= 2);
}

}  // namespace veil
