#include "detect/places.h"

#include <algorithm>

#include "detect/cues.h"
#include "detect/facilities.h"

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
  if (token.Has(WordFlag::kBrand) && !token.Has(WordFlag::kPlace)) return false;
  return !token.Has(WordFlag::kCredential) && !token.Has(WordFlag::kTitle);
}

// What follows the name of a scale or criterion: "Edinburgh 11", "Bethesda IV", "Budapest criteria".
bool IsMeasured(const ReadToken& next) {
  const bool roman = next.folded.find_first_not_of("ivx") == std::string::npos;
  return (next.kind == TokenKind::kNumber && next.folded.size() < 5) || roman || next.Is(Cue::kEponymNoun) ||
         next.Is("screen") || next.Is("units") || next.Is("type") || next.Is("/");
}

class PlaceReader {
 public:
  PlaceReader(const Reading& reading, std::size_t field, float confidence_min, Findings& found)
      : reading_(reading), field_(field), confidence_min_(confidence_min), found_(found) {}

  void Read() {
    for (std::size_t i = 0; i < reading_.size(); ++i) {
      BeforeState(i);
      AfterPlaceWord(i);
      BeforeZip(i);
      ByItself(i);
    }
  }

 private:
  void Add(std::size_t first, std::size_t last, IdentifierType type, float confidence) {
    if (confidence < confidence_min_) return;
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
    // "Ann Arbor, MD" is a place, "Kim Lee, MD" is not.
    if (reading_[state].Has(WordFlag::kCredential) && last->NameRank() >= last->info.place) return;
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

  // "Yakima 98902": capitals after a comma or a line start, before five digits.
  void BeforeZip(std::size_t zip) {
    if (reading_[zip].kind != TokenKind::kNumber || reading_[zip].folded.size() != 5) return;
    const ReadToken* last = reading_.At(zip, -1);
    if (last == nullptr || !CouldBePlaceWord(*last) || last->Has(WordFlag::kState)) return;
    std::size_t begin = zip - 1;
    while (zip - begin < 3 && reading_.At(begin, -1) != nullptr && CouldBePlaceWord(reading_[begin - 1])) --begin;
    const bool opens = reading_[begin].line_start || reading_.Is(begin, -1, ",");
    if (opens || last->Has(WordFlag::kPlace)) Add(begin, zip - 1, IdentifierType::kCity, 0.7F);
  }

  // A word or phrase that is hardly anything but a place; "Cochise County".
  void ByItself(std::size_t i) {
    const ReadToken& token = reading_[i];
    if (!token.IsWord() || !token.capital || token.line_case != LineCase::kMixed || token.Clinical()) return;
    const Lexicon::Phrase phrase = reading_.PhraseAt(i);
    if (phrase.words > 0 && phrase.info.Has(WordFlag::kPlace) && !phrase.info.Has(WordFlag::kClinical) &&
        !phrase.info.Has(WordFlag::kEponym) && reading_[i + phrase.words - 1].capital) {
      return Add(i, i + phrase.words - 1, IdentifierType::kCity, 0.6F);
    }
    const ReadToken* next = reading_.At(i, 1);
    if (next != nullptr && IsMeasured(*next)) return;
    if (next != nullptr && (next->Is("county") || next->Is("parish")) && next->capital && CouldBePlaceWord(token)) {
      return Add(i, i + 1, IdentifierType::kCity, 0.8F);
    }
    const bool address = reading_.Is(i, -1, ",") && reading_.At(i, -2) != nullptr &&
                         (reading_.At(i, -2)->kind == TokenKind::kNumber || reading_.Is(i, -2, ".") ||
                          reading_.At(i, -2)->Has(WordFlag::kStreetType));
    const std::uint8_t limit = address ? 60 : 130;
    if (token.Has(WordFlag::kPlace) && !token.Has(WordFlag::kState) && token.info.place >= limit &&
        token.info.english <= (address ? 110 : 0) && (address || token.info.place > token.NameRank())) {
      Add(i, i, IdentifierType::kCity, 0.6F);
    }
  }

  // "lives in Yakima", "from Las Cruces".
  void AfterPlaceWord(std::size_t i) {
    if (!reading_[i].Is(Cue::kPlaceWord) || reading_[i].line_end) return;
    const std::size_t begin = i + 1;
    const ReadToken& first = reading_[begin];
    const bool dwelling = reading_.At(i, -1) != nullptr && reading_.At(i, -1)->Is(Cue::kDwellingVerb);
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
  float confidence_min_;
  Findings& found_;
};

}  // namespace

Result<void> PlaceDetector::Detect(const Document&, const Readings& readings, Findings& found) const {
  for (const Readings::Text& text : readings) {
    PlaceReader(text.reading, text.field, confidence_min_, found).Read();
    FindFacilities(text.reading, text.field, found);
  }
  return {};
}

}  // namespace veil
