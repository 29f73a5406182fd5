#include "detect/consistency.h"

#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/fold.h"
#include "detect/resolve.h"
#include "detect/wanted.h"
#include "detect/word_parts.h"

namespace veil {
namespace {

constexpr float kSure = 0.6F;
constexpr std::size_t kWordLettersMin = 3;
// Of what is glued to other letters or digits.
constexpr std::size_t kGluedDigitsMin = 6;
constexpr std::size_t kGluedLettersMin = 5;
// What is found takes in the rest of its word, which is then looked for in turn.
constexpr int kPassesMax = 4;

// Whether `before` says that the word after it is a name.
bool Introduces(std::string_view before, bool capital) {
  static const std::unordered_set<std::string_view> kTitles = {"mr", "mrs", "ms", "miss", "mister", "dr", "doctor"};
  static const std::unordered_set<std::string_view> kPersons = {"patient", "pt", "nurse"};
  return kTitles.contains(before) || (capital && kPersons.contains(before));
}

// Whether an ordinary word that was found as a name elsewhere is one here too: it needs a capital that says something.
bool IsNameHere(const Reading& reading, std::size_t i) {
  const ReadToken& token = reading[i];
  const ReadToken* next = reading.At(i, 1);
  if (next != nullptr && next->Is(Cue::kEponymNoun)) return false;
  if (token.line_case != LineCase::kMixed || !token.capital) return false;
  if (token.Has(WordFlag::kEponym) && token.possessive) return false;
  return !token.sentence_start || (next != nullptr && next->Is(Cue::kPersonVerb));
}

// Letters and digits without a mark between them: "MRN84471093", "OkaforAda". Finds the runs of digits and the words
// that begin with a capital.
void FindGlued(PhiView text, const WordPart& part, std::size_t field, const Wanted& wanted, Findings& found) {
  if (!part.may_be_glued) return;
  const std::string_view bytes = text.Expose();
  const auto digit = [&](std::size_t at) { return bytes[at] >= '0' && bytes[at] <= '9'; };
  const auto capital = [&](std::size_t at) { return bytes[at] >= 'A' && bytes[at] <= 'Z'; };
  for (std::size_t begin = part.span.begin; begin < part.span.end;) {
    std::size_t end = begin + 1;
    while (end < part.span.end && digit(end) == digit(begin) && (!capital(end) || capital(end - 1))) ++end;
    const bool whole = begin == part.span.begin && end == part.span.end;
    if (!whole && end - begin >= (digit(begin) ? kGluedDigitsMin : kGluedLettersMin)) {
      const std::string folded = Fold(bytes.substr(begin, end - begin));
      const Wanted::Word* word = wanted.Find(folded, WordHash(folded));
      if (word != nullptr && !word->ordinary) {
        found.push_back({field, {begin, end}, word->type, Evidence::kConsistency, kSure});
      }
    }
    begin = end;
  }
}

class Searcher {
 public:
  Searcher(PhiView text, const Reading& reading, const Lexicon& lexicon)
      : text_(text), lexicon_(lexicon), reading_(reading), parts_(text.Expose(), reading) {}

  void AppendTo(std::size_t field, const Wanted& wanted, Findings& found) const {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (const Wanted::Phrase phrase = wanted.FindPhrase(parts_, i); phrase.words > 0) {
        const Span span{parts_[i].span.begin, parts_[i + phrase.words - 1].span.end};
        found.push_back({field, span, phrase.type, Evidence::kConsistency, kSure});
      }
      FindGlued(text_, parts_[i], field, wanted, found);
      const Wanted::Word* word = wanted.Find(parts_[i].folded, parts_[i].hash);
      if (word == nullptr || (word->ordinary && !IsMeant(i, word->sure))) continue;
      found.push_back({field, Whole(i), word->type, Evidence::kConsistency, kSure});
    }
  }

 private:
  bool IsMeant(std::size_t i, bool sure) const {
    const std::size_t token = parts_[i].token;
    const bool small = IsAsciiSmall(text_.Expose()[parts_[i].span.begin]);
    if (i > 0 && Introduces(parts_[i - 1].folded, !small)) return true;
    return sure && reading_[token].span == parts_[i].span && IsNameHere(reading_, token);
  }

  static bool IsAsciiSmall(char c) { return c >= 'a' && c <= 'z'; }

  // The span of a part, or of its whole word where the rest of that is no word of language: of "Okafor-Reyes" both,
  // of "non-Okafor" one.
  Span Whole(std::size_t i) const {
    const ReadToken& token = reading_[parts_[i].token];
    std::size_t first = i;
    while (first > 0 && parts_[first - 1].token == parts_[i].token) --first;
    for (; first < parts_.size() && parts_[first].token == parts_[i].token; ++first) {
      if (first != i && Wanted::IsOrdinary(lexicon_.FindWord(parts_[first].folded, parts_[first].hash).info))
        return parts_[i].span;
    }
    return token.span;
  }

  PhiView text_;
  const Lexicon& lexicon_;
  const Reading& reading_;
  WordParts parts_;
};

// A code that leaves as it came may hold what is no code: a sender's record number or name in the place of one.
class CodeSearcher {
 public:
  explicit CodeSearcher(PhiView text) : text_(text), tokens_(text), parts_(text.Expose(), tokens_) {}

  void AppendTo(std::size_t field, const Wanted& wanted, Findings& found) const {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (const Wanted::Phrase phrase = wanted.FindPhrase(parts_, i); phrase.words > 0) {
        const Span span{parts_[i].span.begin, parts_[i + phrase.words - 1].span.end};
        found.push_back({field, span, phrase.type, Evidence::kConsistency, kSure});
      }
      FindGlued(text_, parts_[i], field, wanted, found);
      const Wanted::Word* word = wanted.Find(parts_[i].folded, parts_[i].hash);
      const bool meant = word != nullptr && (!word->ordinary || (i > 0 && Introduces(parts_[i - 1].folded, true)));
      if (meant) found.push_back({field, parts_[i].span, word->type, Evidence::kConsistency, kSure});
    }
  }

 private:
  PhiView text_;
  Tokens tokens_;
  WordParts parts_;
};

bool IsPlace(IdentifierType type) {
  return type == IdentifierType::kStreet || type == IdentifierType::kCity || type == IdentifierType::kZip;
}

bool IsGuess(const Finding& finding) {
  return finding.evidence == Evidence::kTagger || finding.evidence == Evidence::kDictionary;
}

// What the structure says is a state or country is one beside the rest of an address in text too, whatever was guessed.
class States {
 public:
  explicit States(const Document& document) : document_(document) {
    for (const Field& field : document.fields) {
      const bool state = field.field_class == FieldClass::kIdentifier && field.type == IdentifierType::kState;
      if (state && field.text.size() >= 2) names_.insert(Fold(field.text.Expose()));
    }
  }

  void Correct(Findings& found) const {
    if (names_.empty()) return;
    std::set<std::pair<std::size_t, std::size_t>> edges;  // of places: field and position
    for (const Finding& finding : found) {
      if (!IsPlace(finding.type)) continue;
      edges.emplace(finding.field, finding.span.begin);
      edges.emplace(finding.field, finding.span.end);
    }
    for (Finding& finding : found) {
      if (!IsGuess(finding) || MayStay(finding.type) || IsPlace(finding.type)) continue;
      if (IsNamed(finding) && IsBesidePlace(finding, edges)) finding.type = IdentifierType::kState;
    }
  }

 private:
  bool IsNamed(const Finding& finding) const {
    const std::string_view text = document_.fields[finding.field].text.Expose();
    return names_.contains(Fold(text.substr(finding.span.begin, finding.span.size())));
  }

  // With a comma and blanks between them at most.
  bool IsBesidePlace(const Finding& finding, const std::set<std::pair<std::size_t, std::size_t>>& edges) const {
    constexpr std::size_t kGapMax = 3;
    const std::string_view text = document_.fields[finding.field].text.Expose();
    const auto gap = [&](std::size_t at) { return text[at] == ' ' || text[at] == ',' || text[at] == '\n'; };
    std::size_t begin = finding.span.begin;
    while (begin > 0 && finding.span.begin - begin < kGapMax && gap(begin - 1)) --begin;
    std::size_t end = finding.span.end;
    while (end < text.size() && end - finding.span.end < kGapMax && gap(end)) ++end;
    return edges.contains({finding.field, begin}) || edges.contains({finding.field, end});
  }

  const Document& document_;
  std::set<std::string> names_;
};

}  // namespace

Result<void> ConsistencyDetector::Detect(const Document& document, const Readings& readings, Findings& found) const {
  States(document).Correct(found);
  Wanted wanted(lexicon_);
  if (!wanted.Learn(document, Resolve(found))) return {};
  std::vector<std::pair<std::size_t, Searcher>> texts;
  texts.reserve(readings.size());
  for (const auto& [field, reading, scores] : readings) {
    texts.emplace_back(field, Searcher(document.fields[field].text, reading, lexicon_));
  }
  std::vector<std::pair<std::size_t, CodeSearcher>> codes;
  for (std::size_t i = 0; i < document.fields.size(); ++i) {
    const Field& field = document.fields[i];
    const bool code = field.field_class == FieldClass::kSafe || field.field_class == FieldClass::kTerm;
    if (code && field.text.size() >= kWordLettersMin) {
      codes.emplace_back(i, CodeSearcher(field.text));
    }
  }
  for (int pass = 0; pass < kPassesMax; ++pass) {
    for (const auto& [field, text] : texts) text.AppendTo(field, wanted, found);
    for (const auto& [field, code] : codes) code.AppendTo(field, wanted, found);
    if (!wanted.Learn(document, Resolve(found))) break;
  }
  return {};
}

}  // namespace veil
