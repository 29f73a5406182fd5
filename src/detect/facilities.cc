#include "detect/facilities.h"

namespace veil {
namespace {

// Words that stand in facility names and in plain headings alike: alone they make no name.
bool IsGeneric(const ReadToken& token) {
  if (token.Is(Cue::kFacilityLink)) return true;
  return token.Clinical() || token.info.english > 168 || token.Is(Cue::kFacilityKind) || token.Has(WordFlag::kRole) ||
         token.Has(WordFlag::kState) || token.Has(WordFlag::kMonth) || token.Has(WordFlag::kWeekday) ||
         token.Has(WordFlag::kTitle) ||
         (token.all_caps && token.line_case == LineCase::kMixed && token.folded.size() <= 4);
}

bool InName(const ReadToken& token) {
  return token.IsWord() && token.capital && !token.initial && !token.Has(WordFlag::kCredential);
}

bool IsSaint(const ReadToken& token) { return token.Is("st") || token.Is("saint") || token.Is("mt"); }

class FacilityReader {
 public:
  FacilityReader(const Reading& reading, std::size_t field, Findings& found)
      : reading_(reading), field_(field), found_(found) {}

  void Read() {
    for (std::size_t i = 0; i < reading_.size(); ++i) {
      Listed(i);
      BeforeHead(i);
      Saint(i);
      AfterSiteWord(i);
    }
  }

 private:
  void Add(std::size_t first, std::size_t last, float confidence) {
    found_.push_back({field_,
                      {reading_[first].span.begin, reading_[last].span.end},
                      IdentifierType::kFacility,
                      Evidence::kDictionary,
                      confidence});
  }

  void Listed(std::size_t i) {
    const Lexicon::Phrase phrase = reading_.PhraseAt(i);
    if (phrase.words == 0 || !phrase.info.Has(WordFlag::kFacility) || phrase.info.Has(WordFlag::kClinical)) return;
    if (reading_[i].NameCase()) Add(i, i + phrase.words - 1, 0.8F);
  }

  bool Joins(std::size_t i) const { return !reading_[i].line_start && reading_[i].blanks_before == 1; }

  // Where the run of capitals and link words that ends at `last` begins.
  std::size_t RunBegin(std::size_t last) const {
    std::size_t begin = last;
    for (std::size_t i = last; i > 0 && Joins(i) && last - i < 6; --i) {
      const ReadToken& before = reading_[i - 1];
      if (InName(before)) {
        begin = i - 1;
      } else if (!before.Is(Cue::kFacilityLink) && !(before.Is(".") && i > 1 && IsSaint(reading_[i - 2]))) {
        break;
      }
    }
    return begin;
  }

  std::size_t RunEnd(std::size_t first) const {
    std::size_t end = first;
    for (std::size_t i = first + 1; i < reading_.size() && Joins(i) && i - first < 6; ++i) {
      if (InName(reading_[i])) {
        end = i;
      } else if (!reading_[i].Is(Cue::kFacilityLink)) {
        break;
      }
    }
    return end;
  }

  bool Distinct(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i <= end; ++i) {
      if (IsSaint(reading_[i]) && i < end) return true;
      if (InName(reading_[i]) && !IsGeneric(reading_[i]) && !reading_[i].Has(WordFlag::kFacilityHead)) return true;
    }
    return false;
  }

  // "Lake Fork Regional Medical Center".
  void BeforeHead(std::size_t head) {
    const ReadToken& token = reading_[head];
    const bool soft = token.Is(Cue::kFacilitySoft);
    if ((!soft && !token.Has(WordFlag::kFacilityHead)) || !InName(token)) return;
    if (token.line_case == LineCase::kLower || (soft && token.line_case == LineCase::kUpper)) return;
    const std::size_t begin = RunBegin(head);
    if (begin == head || !Distinct(begin, head - 1)) return;
    Add(begin, RunEnd(head), 0.8F);
  }

  // "St. Luke's", "Saint Roch".
  void Saint(std::size_t i) {
    if (!IsSaint(reading_[i]) || !reading_[i].capital || reading_[i].line_end) return;
    const std::size_t name = reading_.Is(i, 1, ".") ? i + 2 : i + 1;
    if (name >= reading_.size() || !Joins(name) || !InName(reading_[name])) return;
    if (reading_.At(i, -1) != nullptr && reading_.At(i, -1)->kind == TokenKind::kNumber) return;
    if (reading_[i].Is("st") && reading_.At(i, -1) != nullptr && reading_.At(i, -1)->capital) return;
    Add(i, RunEnd(name), 0.6F);
  }

  // "works at Seabra Foods", "transferred from Union Memorial".
  void AfterSiteWord(std::size_t i) {
    if (reading_[i].line_end) return;
    const bool at = reading_[i].Is("at") || reading_[i].Is("attends") || reading_[i].Is("@");
    const bool from = reading_[i].Is("from") || reading_[i].Is("to") || reading_[i].Is("via");
    if (!at && !from) return;
    std::size_t begin = i + 1;
    if (reading_[begin].Is("the") && !reading_[begin].line_end) ++begin;
    const ReadToken& first = reading_[begin];
    if (first.line_case != LineCase::kMixed || !InName(first) || first.Clinical()) return;
    const std::size_t end = RunEnd(begin);
    if (!Distinct(begin, end)) return;
    if (from && end == begin && !first.Has(WordFlag::kFacility)) return;
    Add(begin, end, 0.6F);
  }

  const Reading& reading_;
  std::size_t field_;
  Findings& found_;
};

}  // namespace

void FindFacilities(const Reading& reading, std::size_t field, Findings& found) {
  FacilityReader(reading, field, found).Read();
}

}  // namespace veil
