#include "pipeline/leak_check.h"

#include <algorithm>
#include <forward_list>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/check.h"
#include "base/word_table.h"
#include "detect/lexicon.h"
#include "pipeline/leak_words.h"

namespace veil {
namespace {

constexpr std::size_t kWordLettersMin = 3;
constexpr std::size_t kNumberDigitsMin = 5;
// Of what is glued to other letters or digits.
constexpr std::size_t kGluedDigitsMin = 6;
constexpr std::size_t kGluedLettersMin = 5;
// Of a longer phrase its beginning must not be seen, which keeps the cost linear.
constexpr std::size_t kPhraseWordsMax = 24;

std::string_view TextOf(const Document& document, const Finding& finding) {
  const std::string_view text = document.fields[finding.field].text.Expose();
  return text.substr(finding.span.begin, finding.span.size());
}

// A word that language uses for other things than the person or place it may name.
bool IsOrdinary(std::string_view folded) {
  constexpr std::uint32_t kOrdinary =
      WordFlags(WordFlag::kEnglish, WordFlag::kDrug, WordFlag::kEponym, WordFlag::kClinical, WordFlag::kMonth,
                WordFlag::kWeekday, WordFlag::kFacilityHead, WordFlag::kStreetType, WordFlag::kTitle,
                WordFlag::kCredential, WordFlag::kRelation, WordFlag::kRole, WordFlag::kState);
  return (Lexicon::Embedded().Find(folded).flags & kOrdinary) != 0;
}

// What must not be seen again.
class Originals {
 public:
  void Add(IdentifierType type, std::string_view text, std::string_view replacement) {
    if (type == IdentifierType::kUnknown || type == IdentifierType::kAgeOver89) return;
    const LeakWords& words = texts_.emplace_front(text);
    if (words.empty()) return;
    if (IsName(type)) {
      const LeakWords replaced(replacement);
      WordTable shown;
      for (const LeakWord& word : replaced) shown.Add(word.folded, word.hash);
      for (const LeakWord& word : words) {
        if (!IsNobodys(word, shown)) AddWord(word);
      }
      return;
    }
    if (type == IdentifierType::kDate && !IsFullDate(words)) return;
    if (words.size() == 1) return AddWord(words[0]);
    AddPhrase(words);
  }

  // Whether a part of the word `shown` is a number or name that must not be seen, glued to
  // other letters or digits: "MRN84471093", "OkaforAda".
  bool LeaksWithin(std::string_view shown) const {
    const auto digit = [&](std::size_t at) { return shown[at] >= '0' && shown[at] <= '9'; };
    const auto capital = [&](std::size_t at) { return shown[at] >= 'A' && shown[at] <= 'Z'; };
    for (std::size_t begin = 0; begin < shown.size();) {
      std::size_t end = begin + 1;
      while (end < shown.size() && digit(end) == digit(begin) && (!capital(end) || capital(end - 1))) ++end;
      const bool whole = end - begin == shown.size();
      if (!whole && end - begin >= (digit(begin) ? kGluedDigitsMin : kGluedLettersMin)) {
        for (const LeakWord& part : LeakWords(shown.substr(begin, end - begin))) {
          if (Holds(words_, part)) return true;
        }
      }
      begin = end;
    }
    return false;
  }

  // Whether words[at] begins something that must not be seen.
  bool LeaksAt(const LeakWords& words, std::size_t at) const {
    if (Holds(words_, words[at])) return true;
    if (at > 0 && Holds(ordinary_, words[at]) && Introduces(words[at - 1].folded, words[at])) return true;
    std::uint32_t group = 0;
    for (std::size_t i = at; i < words.size(); ++i) {
      const std::uint32_t step = phrase_words_.Find(words[i].folded, words[i].hash, group);
      if (step == WordTable::kNone) return false;
      if (phrase_ends_[step]) return true;
      group = step + 1;
    }
    return false;
  }

 private:
  static bool Holds(const WordTable& table, const LeakWord& word) {
    return table.Find(word.folded, word.hash) != WordTable::kNone;
  }

  // A date that says more than a value with a stroke in it ("3/4", "5-6") or a weekday would say by chance.
  static bool IsFullDate(const LeakWords& words) {
    std::size_t digits = 0;
    bool letters = false;
    for (const LeakWord& word : words) {
      if (word.digits) digits += word.folded.size();
      letters = letters || !word.digits;
    }
    return digits >= kNumberDigitsMin || (letters && digits > 0 && words.size() > 1);
  }

  // A particle of many names, or a word of language that the surrogate name keeps on purpose ("Baby Boy Sokolov").
  static bool IsNobodys(const LeakWord& word, const WordTable& shown) {
    static const std::unordered_set<std::string_view> kParticles = {"van", "von", "der", "den", "del", "della",
                                                                    "las", "los", "das", "dos", "bin", "ibn",
                                                                    "ter", "ten", "abu", "iii"};
    // Of addresses and files' names.
    static const std::unordered_set<std::string_view> kEndings = {"com",  "org", "net", "edu", "gov",  "www",
                                                                  "http", "png", "jpg", "pdf", "html", "https"};
    if (kParticles.contains(word.folded) || kEndings.contains(word.folded)) return true;
    return Holds(shown, word) && IsOrdinary(word.folded);
  }

  // Whether `before` says that the word after it is a name. "Pt will" says no more than that somebody will.
  static bool Introduces(std::string_view before, const LeakWord& word) {
    static const std::unordered_set<std::string_view> kTitles = {"mr", "mrs", "ms", "miss", "mister", "dr", "doctor"};
    static const std::unordered_set<std::string_view> kPersons = {"patient", "pt", "nurse"};
    return kTitles.contains(before) || (!word.small && kPersons.contains(before));
  }

  void AddWord(const LeakWord& word) {
    if (word.digits ? word.folded.size() < kNumberDigitsMin : word.folded.size() < kWordLettersMin) return;
    (!word.digits && IsOrdinary(word.folded) ? ordinary_ : words_).Add(word.folded, word.hash);
  }

  // "one oh six" says what "106" does.
  static bool IsSpokenDigit(std::string_view folded) {
    static const std::unordered_set<std::string_view> kDigits = {"zero", "oh",  "one",   "two",   "three", "four",
                                                                 "five", "six", "seven", "eight", "nine"};
    return kDigits.contains(folded);
  }

  void AddPhrase(const LeakWords& words) {
    std::size_t characters = 0;
    for (const LeakWord& word : words) characters += IsSpokenDigit(word.folded) ? 1 : word.folded.size();
    if (characters < kNumberDigitsMin) return;
    const bool all_ordinary = std::all_of(words.begin(), words.end(), [](const LeakWord& word) {
      return word.digits ? word.folded.size() < kWordLettersMin : word.folded == "s" || IsOrdinary(word.folded);
    });
    // "Client's home" is two words.
    const auto counted =
        std::count_if(words.begin(), words.end(), [](const LeakWord& word) { return word.folded != "s"; });
    if (all_ordinary && counted == 2) return;
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < std::min(words.size(), kPhraseWordsMax); ++i) {
      const std::uint32_t step = phrase_words_.Add(words[i].folded, words[i].hash, group);
      if (step == phrase_ends_.size()) phrase_ends_.push_back(false);
      group = step + 1;
    }
    phrase_ends_[group - 1] = true;
  }

  std::forward_list<LeakWords> texts_;  // what the tables hold views of
  WordTable words_;
  WordTable ordinary_;
  WordTable phrase_words_;  // a tree: those after word n are group n + 1, those that begin a phrase are group 0
  std::vector<bool> phrase_ends_;
};

// What a replacement or a kept original may show of a shape: its letters and digits.
class Allowed {
 public:
  void Add(std::string_view text) {
    for (const LeakWord& word : texts_.emplace_front(text)) words_.Add(word.folded, word.hash);
  }
  bool Holds(const LeakWord& word) const { return words_.Find(word.folded, word.hash) != WordTable::kNone; }

 private:
  std::forward_list<LeakWords> texts_;  // what the table holds views of
  WordTable words_;
};

// Words of digits with one separating character between them: 3-2-4, 3-3-4, 1/2/4 and the like.
class Shapes {
 public:
  Shapes(std::string_view text, const LeakWords& words) : text_(text), words_(words) {}

  // The number of words of an identifier's shape that begins at words[at]; 0: none.
  std::size_t At(std::size_t at) const {
    if (IsEmail(at)) return 2;
    if (at + 2 >= words_.size() || !Digits(at) || !Digits(at + 1) || !Digits(at + 2)) return 0;
    if (Bounded(at, at + 2) && (IsSsn(at) || IsPhone(at) || IsDate(at))) return 3;
    return 0;
  }

 private:
  bool Digits(std::size_t i) const { return words_[i].digits; }
  std::size_t Size(std::size_t i) const { return words_[i].span.size(); }
  // The characters between word i and the next.
  std::string_view Gap(std::size_t i) const {
    return text_.substr(words_[i].span.end, words_[i + 1].span.begin - words_[i].span.end);
  }
  bool Bounded(std::size_t first, std::size_t last) const {
    const auto joins = [](char c) { return c == '-' || c == '/' || c == '.' || c == ','; };
    if (first > 0 && Digits(first - 1) && Gap(first - 1).size() == 1 && joins(Gap(first - 1)[0])) return false;
    return last + 1 >= words_.size() || !Digits(last + 1) || Gap(last).size() != 1 || !joins(Gap(last)[0]);
  }
  bool IsSsn(std::size_t i) const {
    return Size(i) == 3 && Size(i + 1) == 2 && Size(i + 2) == 4 && Gap(i) == "-" && Gap(i + 1) == "-";
  }
  bool IsPhone(std::size_t i) const {
    const auto joins = [](std::string_view gap) { return gap == "-" || gap == "." || gap == ") " || gap == ")"; };
    return Size(i) == 3 && Size(i + 1) == 3 && Size(i + 2) == 4 && joins(Gap(i)) &&
           (Gap(i + 1) == "-" || Gap(i + 1) == ".");
  }
  bool IsDate(std::size_t i) const {
    const std::string_view gap = Gap(i);
    if (gap != Gap(i + 1) || (gap != "/" && gap != "-")) return false;
    const bool year_last =
        Size(i) <= 2 && Size(i + 1) <= 2 && Size(i + 2) == 4 && Number(i + 2) > 1850 && Number(i + 2) < 2150;
    const bool year_first = Size(i) == 4 && Size(i + 1) == 2 && Size(i + 2) == 2 && Number(i) > 1850 &&
                            Number(i) < 2150 && Number(i + 1) <= 12 && Number(i + 2) <= 31;
    return year_last || year_first;
  }
  bool IsEmail(std::size_t i) const {
    return i + 1 < words_.size() && Gap(i) == "@" && !Digits(i + 1) && i + 2 < words_.size() && Gap(i + 1) == ".";
  }
  int Number(std::size_t i) const {
    int number = 0;
    for (const char c : words_[i].folded) number = number * 10 + (c - '0');
    return number;
  }

  std::string_view text_;
  const LeakWords& words_;
};

// The words of a text, to compare it with another whatever stands between them.
std::string WordsKey(std::string_view text) {
  std::string key;
  for (const LeakWord& word : LeakWords(text)) (key += word.folded) += ' ';
  return key;
}

Result<void> CheckField(const Field& field, const Originals& originals, const Allowed& allowed) {
  const std::string_view text = field.text.Expose();
  const LeakWords words(text);
  const Shapes shapes(text, words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (originals.LeaksAt(words, i)) return Fail(ErrorCode::kLeak, "an original identifier stands in the output");
    if (words[i].glued && originals.LeaksWithin(text.substr(words[i].span.begin, words[i].span.size()))) {
      return Fail(ErrorCode::kLeak, "an original identifier stands in the output, glued to other text");
    }
    // A code may have any shape.
    const std::size_t shape = field.field_class == FieldClass::kSafe ? 0 : shapes.At(i);
    for (std::size_t j = i; j < i + shape; ++j) {
      if (!allowed.Holds(words[j]))
        return Fail(ErrorCode::kLeak, "the output holds an identifier that is no surrogate");
    }
  }
  return {};
}

}  // namespace

Result<void> LeakCheck(const Document& original, std::span<const Finding> findings, std::span<const ActionKind> actions,
                       std::span<const Replacement> replacements, const Document& output) {
  VEIL_CHECK(findings.size() == actions.size());
  Originals originals;
  Allowed allowed;
  std::unordered_set<std::string> shown;
  for (const Replacement& replacement : replacements) shown.insert(WordsKey(replacement.text.Expose()));
  std::size_t made = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const std::string_view text = TextOf(original, findings[i]);
    if (actions[i] == ActionKind::kKeep) {
      allowed.Add(text);
      continue;
    }
    const std::string_view replacement = replacements[made++].text.Expose();
    allowed.Add(replacement);
    // A date on the first of January, made less precise in a form that needs a day, stays as it is.
    if (replacement == text) continue;
    // Of days that follow each other, one shifted is often another one; the first of a year is what they all become
    // where a day must be named.
    const bool moved = actions[i] == ActionKind::kShift || actions[i] == ActionKind::kGeneralize;
    if (moved && findings[i].type == IdentifierType::kDate && shown.contains(WordsKey(text))) continue;
    originals.Add(findings[i].type, text, replacement);
  }
  VEIL_CHECK(made == replacements.size());
  for (const Field& field : output.fields) {
    VEIL_TRY(CheckField(field, originals, allowed));
  }
  return {};
}

}  // namespace veil
