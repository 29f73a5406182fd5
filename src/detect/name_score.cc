#include "detect/name_score.h"

#include <algorithm>

#include "detect/cues.h"
#include "detect/name_weights.h"

namespace veil {
namespace {

using namespace name_weight;

float Share(std::uint8_t rank) { return static_cast<float>(rank) / 255.0F; }

float CaseScore(const ReadToken& token) {
  if (token.line_case == LineCase::kMixed) {
    if (!token.capital) return kSmallLetters;
    float score = token.sentence_start ? kSentenceStart : 0;
    if (token.all_caps) score += token.folded.size() <= 4 ? kShortCapsAmongMixed : kCapsAmongMixed;
    return score;
  }
  return kNoCase;
}

float Prior(const ReadToken& token) {
  if (!token.IsWord() || token.initial) return -9;
  float score = CaseScore(token);
  if (token.info.flags == 0) {
    return score + (token.all_caps && token.folded.size() <= 4 ? kUnknownAcronym : kUnknownWord);
  }
  score += kNameRank * Share(token.NameRank());
  if (token.OnlyName() && token.line_case != LineCase::kUpper) score += kOnlyName;
  if (token.OnlyName() && token.line_case == LineCase::kUpper) score += kOnlyName / 2;
  score += kEnglish * Share(token.info.english);
  if (token.Has(WordFlag::kDrug)) score += kDrug;
  if (token.Has(WordFlag::kEponym)) score += kEponym;
  if (token.Has(WordFlag::kClinical)) score += kClinical;
  if (token.Has(WordFlag::kMonth) || token.Has(WordFlag::kWeekday)) score += kCalendar;
  if (token.info.place > token.NameRank()) score += kPlace;
  if (token.Has(WordFlag::kState)) score += kState;
  if (token.Has(WordFlag::kFacility) || token.Has(WordFlag::kFacilityHead)) score += kFacility;
  if (token.Has(WordFlag::kStreetType)) score += kStreetType;
  if (token.Has(WordFlag::kBrand)) score += kBrand;
  if (token.Has(WordFlag::kTitle) || token.Has(WordFlag::kRelation) || token.Has(WordFlag::kRole) ||
      (token.Has(WordFlag::kCredential) && (token.all_caps || token.info.surname < 100))) {
    score += kKinOrStaff;
  }
  return score;
}

// Looks left of token i for what introduces a name. Punctuation that may stand between is skipped.
class Introduction {
 public:
  Introduction(const Reading& reading, std::size_t i) : reading_(reading), i_(i) {}

  void AddTo(NameScore& score) const {
    int back = -1;
    bool colon = false;
    bool comma = false;
    const ReadToken* before = reading_.At(i_, back);
    while (before != nullptr && back >= -4 && IsBetween(*before)) {
      colon = colon || before->Is(":") || before->Is("#") || before->Is("/");
      comma = comma || before->Is(",");
      before = reading_.At(i_, --back);
    }
    if (before == nullptr || !before->IsWord()) return;
    if (!comma) AddTitle(*before, score);
    AddKin(*before, colon, score);
    AddLabel(*before, colon, score);
    if (!comma && !colon && before->Is(Cue::kAgentWord)) score.Add(kAgent, Party::kProvider);
  }

 private:
  static bool IsBetween(const ReadToken& token) {
    return token.Is(".") || token.Is(":") || token.Is("(") || token.Is("\"") || token.Is("/") || token.Is("#") ||
           token.Is(",");
  }

  void AddTitle(const ReadToken& before, NameScore& score) const {
    const bool capital = before.capital || reading_[i_].line_case != LineCase::kMixed;
    const bool acronym = before.all_caps && before.line_case == LineCase::kMixed && !before.Is("dr");
    if (acronym) return;
    if (before.Is(Cue::kCourtesyTitle)) {
      score.Add(kCourtesyTitle, before.Is("dr") || before.Is("doctor") ? Party::kProvider : Party::kPatient);
    } else if (before.Has(WordFlag::kTitle) && capital) {
      score.Add(kOtherTitle, before.Has(WordFlag::kRelation) ? Party::kRelative : Party::kProvider);
    }
  }

  void AddKin(const ReadToken& before, bool colon, NameScore& score) const {
    if (before.Has(WordFlag::kRelation)) {
      score.Add(kRelation, Party::kRelative);
    } else if (before.Has(WordFlag::kRole) && !colon) {
      score.Add(kRole, Party::kProvider);
    }
  }

  void AddLabel(const ReadToken& before, bool colon, NameScore& score) const {
    const bool caps = reading_[i_].line_case == LineCase::kUpper;
    if (!colon && !caps) return;
    const float share = colon ? 1.0F : 0.6F;
    if (before.Is(Cue::kPatientLabel)) {
      score.Add(share * kPatientLabel, Party::kPatient);
    } else if (before.Is(Cue::kContactLabel)) {
      score.Add(share * kStaffLabel, Party::kRelative);
    } else if (before.Is(Cue::kStaffLabel) || before.Has(WordFlag::kRole)) {
      score.Add(share * kStaffLabel, Party::kProvider);
    }
  }

  const Reading& reading_;
  std::size_t i_;
};

bool IsCredentialToken(const ReadToken& token) {
  if (!token.Has(WordFlag::kCredential) || token.Is(Cue::kNameSuffix)) return false;
  if (token.line_case == LineCase::kLower) return token.Is("md") || token.Is("rn") || token.Is("np");
  return token.all_caps || token.folded.size() > 4 || token.Is("phd") || token.Is("pharmd");
}

void AddFollowers(const Reading& reading, std::size_t i, NameScore& score) {
  const ReadToken* next = reading.At(i, 1);
  if (next == nullptr) return;
  const ReadToken* after = next->Is(",") ? reading.At(i, 2) : next;
  const WordInfo& info = reading[i].info;
  // "Baltimore, MD"
  const bool city = info.place >= 150 && info.place > reading[i].NameRank() && info.english == 0;
  if (after != nullptr && IsCredentialToken(*after) && !(after->Has(WordFlag::kState) && city)) {
    score.Add(kCredential, Party::kProvider);
  }
  const ReadToken& token = reading[i];
  if (next->Is(Cue::kEponymNoun) && (!token.possessive || !next->Is("test"))) score.Add(kEponymNoun, Party::kNone);
  if (next->Is(Cue::kPersonVerb)) score.Add(kPersonVerb, Party::kNone);
  if (next->kind == TokenKind::kNumber && next->blanks_before == 1 && token.info.flags == 0) {
    score.Add(kMeasure, Party::kNone);
  }
  if (next->Has(WordFlag::kFacilityHead) && next->capital && next->line_case == LineCase::kMixed) {
    score.Add(kFacilityFollows, Party::kNone);
  }
  // Rosa (daughter); Rosa, her daughter
  if (next->Is("(") || next->Is(",")) {
    const ReadToken* kin = reading.At(i, 2);
    if (kin != nullptr && (kin->Is("his") || kin->Is("her") || kin->Is("pt"))) kin = reading.At(i, 3);
    if (kin != nullptr && !kin->capital && kin->Has(WordFlag::kRelation)) score.Add(kRelation, Party::kRelative);
    if (kin != nullptr && !kin->capital && kin->Has(WordFlag::kRole)) score.Add(kRole, Party::kProvider);
  }
}

// Last, First at the start of a line, the more so where a record number follows.
void AddHeader(const Reading& reading, std::vector<NameScore>& scores, std::size_t i) {
  if (!reading[i].line_start || !reading[i].capital || !reading.Is(i, 1, ",")) return;
  const ReadToken* given = reading.At(i, 2);
  if (given == nullptr || !given->capital || !given->IsWord()) return;
  float weight = kCommaPair;
  for (int by = 3; by < 10; ++by) {
    const ReadToken* token = reading.At(i, by);
    if (token == nullptr) break;
    if (token->Is(Cue::kHeaderWord) || token->Is("|") || token->blanks_before > 2) weight = kCommaPair + kHeader;
  }
  scores[i].Add(weight, Party::kPatient);
  scores[i + 2].Add(weight, Party::kPatient);
}

void AddInitials(const Reading& reading, std::size_t i, NameScore& score) {
  const bool dot = reading.Is(i, -1, ".");
  const ReadToken* initial = reading.At(i, dot ? -2 : -1);
  if (!dot || initial == nullptr || !initial->initial || initial->capital != reading[i].capital) return;
  const bool small = !reading[i].capital && reading[i].line_case == LineCase::kMixed;
  if (!small) return score.Add(kInitialBeside, Party::kNone);
  // k. okafor, k.okafor: typed in haste, as a signature
  const ReadToken* next = reading.At(i, 1);
  const bool ends = next == nullptr || next->kind == TokenKind::kNumber || next->Has(WordFlag::kCredential);
  const bool plain = reading[i].info.english > 0 || reading[i].Clinical();
  if (ends && !plain) score.Add(kSmallInitialBeside, Party::kProvider);
}

}  // namespace

std::vector<NameScore> ScoreNames(const Reading& reading) {
  std::vector<NameScore> scores(reading.size());
  for (std::size_t i = 0; i < reading.size(); ++i) {
    scores[i].prior = Prior(reading[i]);
    if (!reading[i].IsWord() || reading[i].initial) continue;
    Introduction(reading, i).AddTo(scores[i]);
    AddFollowers(reading, i, scores[i]);
    AddInitials(reading, i, scores[i]);
  }
  for (std::size_t i = 0; i < reading.size(); ++i) AddHeader(reading, scores, i);
  return scores;
}

}  // namespace veil
