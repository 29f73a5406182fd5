#include "detect/places.h"

#include <algorithm>

#include "detect/cues.h"
#include "detect/facilities.h"
#include "detect/reading.h"

namespace veil {
namespace {

// "WA", "Ohio": what may stand after a city. Postal abbreviations count in capitals only.
bool IsStateToken(const ReadToken& token) {
  if (!token.Has(WordFlag::kState)) return false;
  if (token.folded.size() <= 2) return token.all_caps;
  return token.capital || token.line_case == LineCase::kLower;
}

bool CouldBePlaceWord(const ReadToken& token) {
  if (!token.IsWord() || !token.capital || token.initial || token.Clinical()) return false;
  if (token.Has(WordFlag::kMonth) || token.Has(WordFlag::kWeekday) || token.Has(WordFlag::kStreetType)) return false;
  return !token.Has(WordFlag::kCredential) && !token.Has(WordFlag::kTitle);
}

class PlaceReader {
 public:
  PlaceReader(const Reading& reading, std::size_t field, Findings& found)
      : reading_(reading), field_(field), found_(found) {}

  void Read() {
    for (std::size_t i = 0; i < reading_.size(); ++i) {
      BeforeState(i);
      AfterPlaceWord(i);
    }
  }

 private:
  void Add(std::size_t first, std::size_t last, IdentifierType type, float confidence) {
    found_.push_back(
        {field_, {reading_[first].span.begin, reading_[last].span.end}, type, Evidence::kDictionary, confidence});
  }

  // "Fort Morgan, CO": up to three words before a state, of which the dictionaries or the comma say that they are one.
  void BeforeState(std::size_t state) {
    if (!IsStateToken(reading_[state])) return;
    const bool comma = reading_.Is(state, -1, ",");
    const int last_by = comma ? -2 : -1;
    const ReadToken* last = reading_.At(state, last_by);
    if (last == nullptr || reading_[state].blanks_before > 2) return;
    const bool lower = reading_[state].line_case == LineCase::kLower;
    const bool named = last->Has(WordFlag::kPlace) && (last->info.place >= last->info.english || comma);
    if (lower ? !last->Has(WordFlag::kPlace) || last->info.english > 0 : !CouldBePlaceWord(*last)) return;
    if (!comma && !named) return;
    std::size_t end = state + static_cast<std::size_t>(last_by);
    std::size_t begin = end;
    for (int words = 1; words < 3 && !lower; ++words) {
      const ReadToken* before = reading_.At(begin, -1);
      if (before == nullptr || !CouldBePlaceWord(*before) || reading_[begin].blanks_before != 1) break;
      --begin;
    }
    Add(begin, end, IdentifierType::kCity, 0.8F);
    Add(state, state, IdentifierType::kState, 0.8F);
  }

  // "lives in Yakima", "from Las Cruces".
  void AfterPlaceWord(std::size_t i) {
    if (!IsPlaceWord(reading_[i].folded) || reading_[i].line_end) return;
    const std::size_t begin = i + 1;
    const ReadToken& first = reading_[begin];
    const bool dwelling = reading_.At(i, -1) != nullptr && IsDwellingVerb(reading_.At(i, -1)->folded);
    const Lexicon::Phrase phrase = reading_.PhraseAt(begin);
    if (!first.IsWord() || first.initial || !first.NameCase()) return;
    if (phrase.words > 0 && phrase.info.Has(WordFlag::kPlace) && !phrase.info.Has(WordFlag::kClinical)) {
      return Add(begin, begin + phrase.words - 1, IdentifierType::kCity, 0.8F);
    }
    const bool lower = first.line_case != LineCase::kMixed;
    const bool place = first.Has(WordFlag::kPlace) && first.info.english < 60 && !first.Clinical() &&
                       !first.Has(WordFlag::kState) && (!lower || first.info.place > 120);
    const bool unknown = dwelling && !lower && CouldBePlaceWord(first) && first.info.english < 60;
    if (!place && !unknown) return;
    std::size_t end = begin;
    while (!lower && !reading_[end].line_end && CouldBePlaceWord(reading_[end + 1]) &&
           reading_[end + 1].blanks_before == 1 && end - begin < 2) {
      ++end;
    }
    Add(begin, end, IdentifierType::kCity, place ? 0.7F : 0.6F);
  }

  const Reading& reading_;
  std::size_t field_;
  Findings& found_;
};

}  // namespace

Result<void> PlaceDetector::Detect(const Document& document, Findings& found) const {
  for (std::size_t i = 0; i < document.fields.size(); ++i) {
    if (document.fields[i].field_class != FieldClass::kFreeText) continue;
    const Reading reading(document.fields[i].text, lexicon_);
    PlaceReader(reading, i, found).Read();
    FindFacilities(reading, i, found);
  }
  return {};
}

}  // namespace veil
