#include "detect/wanted.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>

namespace veil {
namespace {

constexpr float kSure = 0.6F;
constexpr std::size_t kWordLettersMin = 3;
constexpr std::size_t kNumberDigitsMin = 5;
// Of a longer phrase its beginning is looked for, which keeps the cost linear.
constexpr std::size_t kPhraseWordsMax = 24;

// Of many names, and of none alone.
bool IsNobodys(std::string_view folded, const WordInfo& info) {
  static const std::unordered_set<std::string_view> kParticles = {
      "van", "von", "der", "den", "del", "della", "las", "los", "das", "dos", "bin", "ibn", "ter", "ten", "abu", "iii"};
  // Of addresses and files' names.
  static const std::unordered_set<std::string_view> kEndings = {"com",  "org", "net", "edu", "gov",  "www",
                                                                "http", "png", "jpg", "pdf", "html", "https"};
  return kEndings.contains(folded) || info.Has(WordFlag::kTitle) || info.Has(WordFlag::kRelation) ||
         info.Has(WordFlag::kCredential) || kParticles.contains(folded);
}

// A date that says more than a value with a stroke in it ("3/4", "5-6") or a weekday would say by chance.
bool IsFullDate(const WordParts& parts) {
  std::size_t digits = 0;
  bool letters = false;
  for (const WordPart& part : parts) {
    if (part.digits) digits += part.folded.size();
    letters = letters || !part.digits;
  }
  return digits >= kNumberDigitsMin || (letters && digits > 0 && parts.size() > 1);
}

bool ByPlace(const Finding& a, const Finding& b) {
  return std::tie(a.field, a.span.begin) < std::tie(b.field, b.span.begin);
}

}  // namespace

bool Wanted::IsOrdinary(const WordInfo& info) {
  constexpr std::uint32_t kOrdinary =
      WordFlags(WordFlag::kEnglish, WordFlag::kDrug, WordFlag::kEponym, WordFlag::kClinical, WordFlag::kMonth,
                WordFlag::kWeekday, WordFlag::kFacilityHead, WordFlag::kStreetType, WordFlag::kTitle,
                WordFlag::kCredential, WordFlag::kRelation, WordFlag::kRole, WordFlag::kState);
  return (info.flags & kOrdinary) != 0;
}

bool Wanted::Learn(const Document& document, const Findings& resolved) {
  ++call_;
  new_ = false;
  auto known = before_.cbegin();
  for (const Finding& finding : resolved) {
    if (MayStay(finding.type) || finding.type == IdentifierType::kAgeOver89 ||
        finding.type == IdentifierType::kUnknown) {
      continue;
    }
    // What the call before was given teaches nothing again.
    known = std::lower_bound(known, before_.cend(), finding, ByPlace);
    if (known != before_.cend() && *known == finding) continue;
    const PhiView text = PhiView(document.fields[finding.field].text).Slice(finding.span.begin, finding.span.end);
    LearnFinding(text, finding);
  }
  before_ = resolved;
  return new_;
}

void Wanted::LearnFinding(PhiView text, const Finding& finding) {
  const WordParts& parts = sources_.emplace_front(text).parts;
  if (IsName(finding.type)) {
    for (const WordPart& part : parts) {
      const WordInfo info = InfoOf(part);
      if (!IsNobodys(part.folded, info)) AddWord(part, info, finding);
    }
  } else if (finding.type != IdentifierType::kDate || IsFullDate(parts)) {
    if (parts.size() == 1) AddWord(parts[0], InfoOf(parts[0]), finding);
    if (parts.size() > 1) AddPhrase(parts, finding.type);
  }
}

void Wanted::AddWord(const WordPart& part, const WordInfo& info, const Finding& finding) {
  if (part.folded.size() < (part.digits ? kNumberDigitsMin : kWordLettersMin)) return;
  const Word word{finding.type, !part.digits && IsOrdinary(info), IsName(finding.type) && finding.confidence >= kSure};
  const std::uint32_t number = words_.Add(part.folded, part.hash);
  if (number == known_.size()) known_.emplace_back();
  Known& known = known_[number];
  // A word that was learned unsurely is learned again when it is sure.
  bool& learned = word.sure ? known.learned_sure : known.learned_unsure;
  if (learned) return;
  learned = new_ = true;
  if (known.call != call_ || (word.sure && !known.word.sure)) known.word = word;
  known.call = call_;
}

void Wanted::AddPhrase(const WordParts& parts, IdentifierType type) {
  std::size_t characters = 0;
  for (const WordPart& part : parts) characters += part.folded.size();
  if (characters < kNumberDigitsMin) return;
  const bool ordinary = std::all_of(parts.begin(), parts.end(), [&](const WordPart& part) {
    return part.digits ? part.folded.size() < kWordLettersMin : IsOrdinary(InfoOf(part));
  });
  if (ordinary && parts.size() == 2) return;
  std::vector<std::uint32_t> way;
  std::uint32_t group = 0;
  for (const WordPart& part : parts) {
    way.push_back(phrase_words_.Add(part.folded, part.hash, group));
    if (way.back() == steps_.size()) steps_.emplace_back();
    group = way.back() + 1;
  }
  if (steps_[way.back()].learned) return;
  steps_[way.back()].learned = new_ = true;
  way.resize(std::min(way.size(), kPhraseWordsMax));
  for (const std::uint32_t number : way) steps_[number].call = call_;
  Step& end = steps_[way.back()];
  if (end.end_call != call_) end.type = type;
  end.end_call = call_;
}

Wanted::Phrase Wanted::FindPhrase(const WordParts& parts, std::size_t at) const {
  Phrase longest;
  std::uint32_t group = 0;
  for (std::size_t i = at; i < parts.size(); ++i) {
    const std::uint32_t number = phrase_words_.Find(parts[i].folded, parts[i].hash, group);
    if (number == WordTable::kNone || steps_[number].call != call_) break;
    if (steps_[number].end_call == call_) longest = {i + 1 - at, steps_[number].type};
    group = number + 1;
  }
  return longest;
}

}  // namespace veil
