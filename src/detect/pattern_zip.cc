#include <string>
#include <vector>

#include "base/fold.h"
#include "detect/code_form.h"
#include "detect/lexicon.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// 45 CFR 164.514(b)(2)(i)(B); USPS Publication 28, appendix B for the states.
constexpr std::string_view kPostalState =
    R"(A[AEKLPRSZ]|C[AOT]|D[CE]|F[LM]|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOPST]|N[CDEHJMVY]|O[HKR]|P[ARW]|RI|S[CD]|)"
    R"(T[NX]|)"
    R"(UT|V[AIT]|W[AIVY])";
constexpr std::string_view kStateName =
    R"(alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawai'?i|idaho|)"
    R"(illinois|)"
    R"(indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|)"
    R"(montana|)"
    R"(nebraska|nevada|new (?:hampshire|jersey|mexico|york)|(?:north|south) (?:carolina|dakota)|ohio|oklahoma|)"
    R"(oregon|)"
    R"(pennsylvania|rhode island|tennessee|texas|utah|vermont|(?:west )?virginia|washington|wisconsin|wyoming|)"
    R"(puerto rico|guam)";
// As the press and letter writers shorten them.
constexpr std::string_view kStateShort =
    R"(Ala|Ariz|Ark|Calif|Cal|Colo|Conn|Del|Fla|Ill|Ind|Kans?|Ky|Mass|Md|Me|Mich|Minn|Miss|Mo|Mont|Nebr?|Nev|)"
    R"(N\. ?[HJMYCD]|Okla|)"
    R"(Ore|Pa|Penna?|R\. ?I|S\. ?[CD]|Tenn|Tex|Va|Vt|Wash|W\. ?Va|Wisc?|Wyo|D\. ?C)";

constexpr std::string_view kLabelled =
    R"((?i)\b(?:zip(?: ?code| ?\+ ?4)?|postal code|postcode)\b[ \t:#=]*(?:is |of |no\.? )?(\d{5}(?:[- ]?\d{4})?|)"
    R"(\d{3}(?:xx)?)\b)";
// The form of ZIP+4 says what it is.
constexpr std::string_view kPlusFour = R"((?:^|[^\w./#-])(\d{5}-\d{4})(?:[^\w./-]|[.](?:\s|$)|$))";
// Five digits behind a word; the words before must be a place.
constexpr std::string_view kAfterWord =
    R"([A-Za-zÀ-ÿ'’.-]{3,},?[ \t]{1,3}(\d{5}(?:-\d{4})?)(?:[^\w%/.,-]|[.,](?:\s|$)|$))";
// After a street on the same line, whatever the place is called.
constexpr std::string_view kAfterStreet =
    R"((?i)\b(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|blvd|boulevard|way|place|pl|circle|cir|)"
    R"(box \d+|hwy|highway|)"
    R"(pkwy|parkway|terrace|trail|apt [\w-]+|unit [\w-]+|suite [\w-]+|ste [\w-]+|lot \d+|fl(?:oor)?|)"
    R"(# ?\w+)\.?,?[ \t]+)"
    R"((?:[a-zà-ÿ'’.-]+,?[ \t]+){1,3}(\d{5}(?:-\d{4})?)(?:[^\w%/.,-]|[.,](?:\s|$)|$))";
// Canada Post, Addressing Guidelines; no D, F, I, O, Q, U.
constexpr std::string_view kCanada = R"(\b([ABCEGHJ-NPR-TVXY]\d[ABCEGHJ-NPR-TV-Z][ -]?\d[ABCEGHJ-NPR-TV-Z]\d)\b)";
// Royal Mail, Programmer's Guide to PAF: the inward part has no C, I, K, M, O, V.
constexpr std::string_view kBritain = R"(\b([A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]? \d[ABD-HJLNP-UW-Z]{2})\b)";

// The last words of `text`, folded, the last first.
std::vector<std::string> LastWords(std::string_view text, std::size_t count) {
  std::vector<std::string> words;
  while (words.size() < count) {
    const std::size_t last = text.find_last_not_of(" ,\t");
    if (last == std::string_view::npos || text[last] == '\n') break;
    const std::size_t before = text.substr(0, last + 1).find_last_of(" ,\t\n(;:");
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    words.push_back(Fold(text.substr(begin, last + 1 - begin)));
    text = text.substr(0, begin);
  }
  return words;
}

bool IsPlace(const WordInfo& info) {
  return (info.Has(WordFlag::kPlace) || info.Has(WordFlag::kState)) && !info.Has(WordFlag::kClinical) &&
         !info.Has(WordFlag::kDrug);
}

// "Three Rivers 49093": one to three words of a place, or a state.
bool IsBehindPlace(const PatternMatch& match) {
  const std::size_t begin = match.span.begin > 60 ? match.span.begin - 60 : 0;
  const std::vector<std::string> words = LastWords(match.text.substr(begin, match.span.begin - begin), 3);
  if (words.empty()) return false;
  const WordInfo last = Lexicon::Embedded().Find(words[0]);
  if (IsPlace(last) && last.place >= last.english) return true;
  for (std::size_t count = 2; count <= words.size(); ++count) {
    const std::vector<std::string_view> last_words(words.rbegin() + static_cast<std::ptrdiff_t>(words.size() - count),
                                                   words.rend());
    const Lexicon::Phrase found = Lexicon::Embedded().FindPhrase(last_words);
    if (found.words == count && IsPlace(found.info)) return true;
  }
  return false;
}

// Five spoken digits behind a place or the word "zip", and no more.
bool IsSpokenZip(const PatternMatch& match) {
  const std::string after = LineAfter(match, 12);
  const std::size_t word = after.find_first_not_of(" ,");
  const bool more = word != std::string::npos && word > 0 && IsDigitWord(std::string_view(after).substr(word));
  return !more && (HasWord(LineBefore(match, 12), {"zip"}) || IsBehindPlace(match));
}

// "E2V2M4": eyes, voice, motor of the Glasgow Coma Scale.
bool IsNotComaScale(const PatternMatch& match) {
  const std::string code = LettersAndDigits(TextOf(match));
  if (code[0] == 'T' && code[2] == 'N' && code[4] == 'M') return false;  // T2N1M0: tumour, nodes, metastases
  return code[0] != 'E' || code[2] != 'V' || code[4] != 'M';
}

bool IsNoMeasure(const PatternMatch& match) { return !IsMeasureOrTerm(match); }

std::string Expression(std::string_view state) {
  return R"((?:^|[^\w]))" + std::string(state) +
         R"([.,]{0,2}(?:[ \t]{1,8}|[ \t]*\r?\n[ \t]*)(\d{5}(?:[- ]\d{4})?)(?:[^\w%/.,-]|[.,](?:\s|$)|$))";
}

}  // namespace

std::span<const Pattern> ZipPatterns() {
  static const std::string postal = Expression("(?:" + std::string(kPostalState) + ")");
  static const std::string named = Expression("(?i:" + std::string(kStateName) + ")");
  static const std::string shortened = Expression("(?:" + std::string(kStateShort) + ")");
  static const std::string lower = Expression(
      R"((?:[a-z]+,? (?:a[lkrz]|c[at]|fl|ga|i[dln]|k[sy]|la|m[adinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|)"
      R"(v[at]|w[aivy])))");
  static const std::string digit(DigitWord());
  static const std::string spoken = R"((?i)\b((?:)" + digit + R"([ ,-]+){4})" + digit + R"()\b)";
  static const Pattern patterns[] = {
      {kLabelled, IdentifierType::kZip, 0.97F},
      {postal, IdentifierType::kZip, 0.95F, IsNoMeasure},
      {named, IdentifierType::kZip, 0.95F},
      {shortened, IdentifierType::kZip, 0.92F},
      {lower, IdentifierType::kZip, 0.9F},
      {kPlusFour, IdentifierType::kZip, 0.75F},
      {kAfterWord, IdentifierType::kZip, 0.85F, IsBehindPlace},
      {spoken, IdentifierType::kZip, 0.85F, IsSpokenZip},
      {kAfterStreet, IdentifierType::kZip, 0.85F},
      {kCanada, IdentifierType::kZip, 0.9F, IsNotComaScale},
      {kBritain, IdentifierType::kZip, 0.85F},
  };
  return patterns;
}

}  // namespace veil
