#include "detect/consistency.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/fold.h"
#include "detect/resolve.h"

namespace veil {
namespace {

constexpr float kSure = 0.6F;
constexpr std::size_t kWordLettersMin = 3;
constexpr std::size_t kNumberDigitsMin = 5;
// Of what is glued to other letters or digits.
constexpr std::size_t kGluedDigitsMin = 6;
constexpr std::size_t kGluedLettersMin = 5;
// Of a longer phrase its beginning is looked for, which keeps the cost linear.
constexpr std::size_t kPhraseWordsMax = 24;
// What is found takes in the rest of its word, which is then looked for in turn.
constexpr int kPassesMax = 4;

// A run of letters and digits: a token, or what stands between the hyphens and apostrophes of one.
struct Part {
  Span span;
  std::size_t token = 0;  // the index of its token
  std::string folded;
  bool digits = false;
};

// The size of the hyphen or apostrophe at text[at]; 0: there is none.
std::size_t JointSize(std::string_view text, std::size_t at) {
  if (text[at] == '-' || text[at] == '\'') return 1;
  for (const std::string_view joint : {"\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x98", "\xE2\x80\x99", "\xCA\xBC"}) {
    if (text.substr(at).starts_with(joint)) return joint.size();
  }
  return 0;
}

void AppendParts(std::string_view text, const Token& token, std::size_t index, std::vector<Part>& parts) {
  if (token.kind == TokenKind::kPunct) return;
  if (token.folded.find_first_of("-'") == std::string_view::npos) {
    parts.push_back({token.span, index, std::string(token.folded), token.kind == TokenKind::kNumber});
    return;
  }
  for (std::size_t begin = token.span.begin; begin < token.span.end;) {
    std::size_t end = begin;
    while (end < token.span.end && JointSize(text, end) == 0) ++end;
    if (end > begin) parts.push_back({{begin, end}, index, Fold(text.substr(begin, end - begin)), false});
    begin = end < token.span.end ? end + JointSize(text, end) : end;
  }
}

template <typename Row>
std::vector<Part> PartsOf(PhiView text, const Row& tokens) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < tokens.size(); ++i) AppendParts(text.Expose(), tokens[i], i, parts);
  return parts;
}

// A word that language uses for other things than the person or place it may name.
bool IsOrdinary(const WordInfo& info) {
  constexpr std::array kOrdinary = {
      WordFlag::kEnglish,  WordFlag::kDrug,         WordFlag::kEponym,     WordFlag::kClinical, WordFlag::kMonth,
      WordFlag::kWeekday,  WordFlag::kFacilityHead, WordFlag::kStreetType, WordFlag::kTitle,    WordFlag::kCredential,
      WordFlag::kRelation, WordFlag::kRole,         WordFlag::kState};
  return std::any_of(kOrdinary.begin(), kOrdinary.end(), [&](WordFlag flag) { return info.Has(flag); });
}

// Of many names, and of none alone.
bool IsNobodys(const std::string& folded, const WordInfo& info) {
  static const std::unordered_set<std::string_view> kParticles = {
      "van", "von", "der", "den", "del", "della", "las", "los", "das", "dos", "bin", "ibn", "ter", "ten", "abu", "iii"};
  return kParticles.contains(folded) || info.Has(WordFlag::kTitle) || info.Has(WordFlag::kRelation) ||
         info.Has(WordFlag::kCredential);
}

// Whether `before` says that the word after it is a name.
bool Introduces(std::string_view before, bool capital) {
  static const std::unordered_set<std::string_view> kTitles = {"mr", "mrs", "ms", "miss", "mister", "dr", "doctor"};
  static const std::unordered_set<std::string_view> kPersons = {"patient", "pt", "nurse"};
  return kTitles.contains(before) || (capital && kPersons.contains(before));
}

// The words and phrases to look for, each with the type it was found as.
class Wanted {
 public:
  explicit Wanted(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // Takes what `found` holds and no earlier call gave. False: nothing new.
  bool Learn(const Document& document, const Findings& found) {
    words_.clear();
    steps_.clear();
    phrases_.clear();
    for (const Finding& finding : found) {
      if (MayStay(finding.type) || finding.type == IdentifierType::kAgeOver89 ||
          finding.type == IdentifierType::kUnknown) {
        continue;
      }
      const PhiView text = PhiView(document.fields[finding.field].text).Slice(finding.span.begin, finding.span.end);
      const std::vector<Part> parts = PartsOf(text, Tokens(text));
      if (IsName(finding.type)) {
        for (const Part& part : parts) {
          const WordInfo info = lexicon_.Find(part.folded);
          if (!IsNobodys(part.folded, info)) AddWord(part, info, finding);
        }
      } else if (finding.type != IdentifierType::kDate || IsFullDate(parts)) {
        if (parts.size() == 1) AddWord(parts[0], lexicon_.Find(parts[0].folded), finding);
        if (parts.size() > 1) AddPhrase(parts, finding.type);
      }
    }
    return !words_.empty() || !phrases_.empty();
  }

  struct Word {
    IdentifierType type = IdentifierType::kUnknown;
    bool ordinary = false;
    bool sure = false;
  };
  const Word* Find(const std::string& folded) const {
    const auto at = words_.find(folded);
    return at == words_.end() ? nullptr : &at->second;
  }

  struct Phrase {
    std::size_t words = 0;  // 0: none
    IdentifierType type = IdentifierType::kUnknown;
  };
  // The longest phrase that begins at parts[at].
  Phrase FindPhrase(const std::vector<Part>& parts, std::size_t at) const {
    Phrase longest;
    std::size_t node = kRoot;
    for (std::size_t i = at; i < parts.size(); ++i) {
      const auto next = steps_.find(StepKey(node, parts[i].folded));
      if (next == steps_.end()) break;
      node = next->second;
      if (const auto end = phrases_.find(node); end != phrases_.end()) longest = {i + 1 - at, end->second};
    }
    return longest;
  }

 private:
  // A date that says more than a value with a stroke in it ("3/4", "5-6") or a weekday would say by chance.
  static bool IsFullDate(const std::vector<Part>& parts) {
    std::size_t digits = 0;
    bool letters = false;
    for (const Part& part : parts) {
      if (part.digits) digits += part.folded.size();
      letters = letters || !part.digits;
    }
    return digits >= kNumberDigitsMin || (letters && digits > 0 && parts.size() > 1);
  }

  void AddWord(const Part& part, const WordInfo& info, const Finding& finding) {
    if (part.folded.size() < (part.digits ? kNumberDigitsMin : kWordLettersMin)) return;
    const Word word{finding.type, !part.digits && IsOrdinary(info),
                    IsName(finding.type) && finding.confidence >= kSure};
    // A word that was learned unsurely is learned again when it is sure.
    if (!seen_.insert((word.sure ? "+" : "-") + part.folded).second) return;
    Word& known = words_.emplace(part.folded, word).first->second;
    if (word.sure && !known.sure) known = word;
  }

  void AddPhrase(const std::vector<Part>& parts, IdentifierType type) {
    std::size_t characters = 0;
    std::string key;
    for (const Part& part : parts) {
      characters += part.folded.size();
      key += part.folded + " ";
    }
    if (characters < kNumberDigitsMin) return;
    const bool ordinary = std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
      return part.digits ? part.folded.size() < kWordLettersMin : IsOrdinary(lexicon_.Find(part.folded));
    });
    if ((ordinary && parts.size() == 2) || !seen_.insert(key).second) return;
    std::size_t node = kRoot;
    for (std::size_t i = 0; i < std::min(parts.size(), kPhraseWordsMax); ++i) {
      node = steps_.emplace(StepKey(node, parts[i].folded), steps_.size() + 1).first->second;
    }
    phrases_.emplace(node, type);
  }

  static std::string StepKey(std::size_t node, const std::string& word) { return std::to_string(node) + " " + word; }

  static constexpr std::size_t kRoot = 0;

  const Lexicon& lexicon_;
  std::unordered_set<std::string> seen_;
  std::unordered_map<std::string, Word> words_;
  std::unordered_map<std::string, std::size_t> steps_;       // a node of the tree of phrases and a word: the next
  std::unordered_map<std::size_t, IdentifierType> phrases_;  // the nodes at which one ends
};

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
void FindGlued(PhiView text, const Part& part, std::size_t field, const Wanted& wanted, Findings& found) {
  const std::string_view bytes = text.Expose();
  const auto digit = [&](std::size_t at) { return bytes[at] >= '0' && bytes[at] <= '9'; };
  const auto capital = [&](std::size_t at) { return bytes[at] >= 'A' && bytes[at] <= 'Z'; };
  for (std::size_t begin = part.span.begin; begin < part.span.end;) {
    std::size_t end = begin + 1;
    while (end < part.span.end && digit(end) == digit(begin) && (!capital(end) || capital(end - 1))) ++end;
    const bool whole = begin == part.span.begin && end == part.span.end;
    if (!whole && end - begin >= (digit(begin) ? kGluedDigitsMin : kGluedLettersMin)) {
      const Wanted::Word* word = wanted.Find(Fold(bytes.substr(begin, end - begin)));
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
      : text_(text), lexicon_(lexicon), reading_(reading), parts_(PartsOf(text, reading)) {}

  void AppendTo(std::size_t field, const Wanted& wanted, Findings& found) const {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (const Wanted::Phrase phrase = wanted.FindPhrase(parts_, i); phrase.words > 0) {
        const Span span{parts_[i].span.begin, parts_[i + phrase.words - 1].span.end};
        found.push_back({field, span, phrase.type, Evidence::kConsistency, kSure});
      }
      FindGlued(text_, parts_[i], field, wanted, found);
      const Wanted::Word* word = wanted.Find(parts_[i].folded);
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
      if (first != i && IsOrdinary(lexicon_.Find(parts_[first].folded))) return parts_[i].span;
    }
    return token.span;
  }

  PhiView text_;
  const Lexicon& lexicon_;
  const Reading& reading_;
  std::vector<Part> parts_;
};

// A code that leaves as it came may hold what is no code: a sender's record number or name in the place of one.
void FindInCode(PhiView text, std::size_t field, const Wanted& wanted, Findings& found) {
  const std::vector<Part> parts = PartsOf(text, Tokens(text));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (const Wanted::Phrase phrase = wanted.FindPhrase(parts, i); phrase.words > 0) {
      const Span span{parts[i].span.begin, parts[i + phrase.words - 1].span.end};
      found.push_back({field, span, phrase.type, Evidence::kConsistency, kSure});
    }
    FindGlued(text, parts[i], field, wanted, found);
    const Wanted::Word* word = wanted.Find(parts[i].folded);
    const bool meant = word != nullptr && (!word->ordinary || (i > 0 && Introduces(parts[i - 1].folded, true)));
    if (meant) found.push_back({field, parts[i].span, word->type, Evidence::kConsistency, kSure});
  }
}

}  // namespace

Result<void> ConsistencyDetector::Detect(const Document& document, const Readings& readings, Findings& found) const {
  Wanted wanted(lexicon_);
  if (!wanted.Learn(document, Resolve(found))) return {};
  std::vector<std::pair<std::size_t, Searcher>> texts;
  for (const auto& [field, reading, scores] : readings) {
    texts.emplace_back(field, Searcher(document.fields[field].text, reading, lexicon_));
  }
  for (int pass = 0; pass < kPassesMax; ++pass) {
    for (const auto& [field, text] : texts) text.AppendTo(field, wanted, found);
    for (std::size_t i = 0; i < document.fields.size(); ++i) {
      const Field& field = document.fields[i];
      const bool code = field.field_class == FieldClass::kSafe || field.field_class == FieldClass::kTerm;
      if (code && field.text.size() >= kWordLettersMin) {
        FindInCode(field.text, i, wanted, found);
      }
    }
    if (!wanted.Learn(document, Resolve(found))) break;
  }
  return {};
}

}  // namespace veil
