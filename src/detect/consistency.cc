#include "detect/consistency.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "detect/cues.h"
#include "detect/reading.h"

namespace veil {
namespace {

constexpr float kSure = 0.6F;
constexpr std::size_t kNameLettersMin = 3;

bool HasDigit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

// The words to look for, each with the type it was found as.
class Wanted {
 public:
  Wanted(const Document& document, const Findings& found, const Lexicon& lexicon) {
    for (const Finding& finding : found) {
      if (MayStay(finding.type) || finding.confidence < kSure) continue;
      const PhiView text = PhiView(document.fields[finding.field].text).Slice(finding.span.begin, finding.span.end);
      if (IsName(finding.type)) AddName(text, finding.type, lexicon);
      if (IsCode(finding.type)) AddCode(text, finding.type);
    }
  }

  const IdentifierType* Find(const std::string& folded) const {
    const auto at = words_.find(folded);
    return at == words_.end() ? nullptr : &at->second;
  }

 private:
  // Codes of one token; those of several are found by their pattern each time.
  static bool IsCode(IdentifierType type) {
    switch (type) {
      case IdentifierType::kMrn:
      case IdentifierType::kAccount:
      case IdentifierType::kHealthPlan:
      case IdentifierType::kId:
      case IdentifierType::kDevice:
      case IdentifierType::kLicense:
      case IdentifierType::kPhone:
        return true;
      default:
        return false;
    }
  }

  void AddName(PhiView text, IdentifierType type, const Lexicon& lexicon) {
    for (const Token& token : Tokenize(text)) {
      if (!token.IsWord() || token.folded.size() < kNameLettersMin || IsParticle(token.folded)) continue;
      const WordInfo info = lexicon.Find(token.folded);
      if (info.Has(WordFlag::kTitle) || info.Has(WordFlag::kRelation) || info.Has(WordFlag::kCredential)) continue;
      words_.emplace(token.folded, type);
      if (HyphenParts(token.folded).size() < 2) continue;
      for (const std::string_view part : HyphenParts(token.folded)) {
        if (part.size() >= kNameLettersMin) words_.emplace(std::string(part), type);
      }
    }
  }

  void AddCode(PhiView text, IdentifierType type) {
    const std::vector<Token> tokens = Tokenize(text);
    if (tokens.size() == 1 && tokens[0].folded.size() >= 5 && HasDigit(tokens[0].folded)) {
      words_.emplace(tokens[0].folded, type);
    }
  }

  std::unordered_map<std::string, IdentifierType> words_;
};

// Whether a word that was found as a name elsewhere is one here too. Words that mean something else need a capital that
// says something.
bool IsNameHere(const Reading& reading, std::size_t i) {
  const ReadToken& token = reading[i];
  const ReadToken* next = reading.At(i, 1);
  if (next != nullptr && IsEponymNoun(next->folded)) return false;
  const bool meaning =
      token.info.english > 0 || token.Clinical() || token.Has(WordFlag::kMonth) || token.Has(WordFlag::kWeekday);
  if (!meaning) return true;
  if (token.line_case != LineCase::kMixed || !token.capital) return false;
  if (token.Has(WordFlag::kEponym) && token.possessive) return false;
  return !token.sentence_start || (next != nullptr && IsPersonVerb(next->folded));
}

}  // namespace

Result<void> ConsistencyDetector::Detect(const Document& document, Findings& found) const {
  const Wanted wanted(document, found, lexicon_);
  for (std::size_t field = 0; field < document.fields.size(); ++field) {
    if (document.fields[field].field_class != FieldClass::kFreeText) continue;
    const Reading reading(document.fields[field].text, lexicon_);
    for (std::size_t i = 0; i < reading.size(); ++i) {
      const ReadToken& token = reading[i];
      if (token.kind == TokenKind::kPunct) continue;
      const IdentifierType* type = wanted.Find(token.folded);
      if (type == nullptr || (IsName(*type) && !IsNameHere(reading, i))) continue;
      found.push_back({field, token.span, *type, Evidence::kConsistency, 0.6F});
    }
  }
  return {};
}

}  // namespace veil
