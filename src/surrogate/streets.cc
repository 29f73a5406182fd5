#include "surrogate/streets.h"

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/fold.h"
#include "surrogate/codes.h"
#include "surrogate/draws.h"
#include "surrogate/number_text.h"
#include "surrogate/spoken.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::uint32_t kRoundsMax = 64;

bool IsDirection(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      "n",    "s",    "e",  "w",  "ne", "nw", "se",        "sw",        "north",     "south",
      "east", "west", "nb", "sb", "eb", "wb", "northeast", "northwest", "southeast", "southwest"};
  return kWords.contains(word);
}

bool IsUnit(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      "apt",   "apartment", "unit",   "suite", "ste",       "rm",    "room",    "fl",    "floor",    "lot",
      "bldg",  "building",  "box",    "sp",    "space",     "trlr",  "trailer", "slip",  "po",       "p",
      "o",     "pob",       "hc",     "mile",  "milepost",  "mm",    "exit",    "i",     "us",       "no",
      "flat",  "block",     "dock",   "pier",  "gate",      "wing",  "c",       "of",    "the",      "and",
      "at",    "near",      "behind", "bsmt",  "basement",  "rear",  "upper",   "lower", "upstairs", "downstairs",
      "front", "back",      "attic",  "ph",    "penthouse", "tower", "drawer",  "pmb",   "corner",   "between",
      "off",   "dept",      "hangar", "rv",    "level",     "lvl",   "hse",     "house", "garage",   "duplex",
      "bay",   "stall",     "km"};
  return kWords.contains(word);
}

bool IsOrdinalEnd(std::string_view word) { return word == "st" || word == "nd" || word == "rd" || word == "th"; }

bool IsRoute(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      "route", "rte", "rt", "rr", "highway", "hwy", "interstate", "road", "rd", "fm", "cr", "sr", "box"};
  return kWords.contains(word);
}

enum class Kind : std::uint8_t { kNumber, kOrdinal, kName, kType, kStays };

// A word of an address, or several that are one street's name or one number.
struct Word {
  Span span;
  Kind kind = Kind::kStays;
};

class Reading {
 public:
  Reading(std::string_view text, const Wordlists& lists) : text_(text), lists_(lists), pieces_(Pieces(text)) {}

  std::vector<Word> Words() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].kind == PieceKind::kDigits) {
        i = ReadDigits(i);
      } else if (pieces_[i].kind == PieceKind::kLetters) {
        i = ReadLetters(i);
      } else {
        name_open_ = name_open_ && IsInnerSign(pieces_[i].In(text_));
      }
    }
    NameByType();
    return std::move(words_);
  }

 private:
  static bool IsInnerSign(std::string_view sign) {
    return IsBlank(sign) || sign == "." || sign == "-" || IsApostrophe(sign);
  }

  // The next word, folded, with nothing but blanks and dots between.
  std::string WordAfter(std::size_t i) const {
    for (++i; i < pieces_.size(); ++i) {
      if (pieces_[i].kind != PieceKind::kOther) return Fold(pieces_[i].In(text_));
      if (!IsBlank(pieces_[i].In(text_)) && pieces_[i].In(text_) != ".") break;
    }
    return {};
  }

  // "1/2", "3/4": a part of a house.
  bool IsFraction(std::size_t i) const {
    if (i + 2 >= pieces_.size() || pieces_[i + 1].In(text_) != "/") return false;
    const std::string_view written =
        text_.substr(pieces_[i].span.begin, pieces_[i + 2].span.end - pieces_[i].span.begin);
    return written == "1/2" || written == "1/3" || written == "2/3" || written == "1/4" || written == "3/4";
  }

  // "14th" is a street's name, "2nd" before a floor a unit; every other number is a number, with letters that touch it.
  std::size_t ReadDigits(std::size_t i) {
    if (IsFraction(i)) {
      Add({pieces_[i].span.begin, pieces_[i + 2].span.end}, Kind::kStays);
      return i + 2;
    }
    const bool letters = i + 1 < pieces_.size() && pieces_[i + 1].kind == PieceKind::kLetters;
    if (!letters) {
      Add(pieces_[i].span, Kind::kNumber);
      return i;
    }
    const Span both{pieces_[i].span.begin, pieces_[i + 1].span.end};
    const bool ordinal = IsOrdinalEnd(Fold(pieces_[i + 1].In(text_)));
    if (ordinal && !IsUnit(WordAfter(i + 1))) {
      AddName(both);
    } else {
      Add(both, ordinal ? Kind::kOrdinal : Kind::kNumber);
    }
    return i + 1;
  }

  std::size_t ReadLetters(std::size_t i) {
    const std::string word = Fold(pieces_[i].In(text_));
    const Span span = pieces_[i].span;
    const bool single = span.size() == 1;
    const bool after_unit = std::exchange(after_unit_, IsUnit(word));
    if (name_open_ && word == "s" && IsApostrophe(pieces_[i - 1].In(text_))) {
      words_.back().span.end = span.end;
    } else if (IsUnit(word) || (IsDirection(word) && !(after_unit && single))) {
      Add(span, Kind::kStays);
    } else if (IsType(word, i)) {
      Add(span, Kind::kType);
    } else if (const auto spoken = ReadSpoken(word); spoken && !spoken->ordinal) {
      AddSpoken(span);
    } else if (single || IsDesignator(span)) {
      Add(span, Kind::kNumber);  // Apt B, Hwy FF
    } else {
      AddName(span);
    }
    return i;
  }

  // Two letters right after a road that has no name: "County Hwy FF".
  bool IsDesignator(Span span) const {
    if (span.size() != 2 || words_.empty() || words_.back().kind != Kind::kType) return false;
    const Span before = words_.back().span;
    return IsRoute(Fold(text_.substr(before.begin, before.size())));
  }

  // Words of types are also names: in "Pike Rd" and "Park View Ave" all but the last of them.
  bool IsType(const std::string& word, std::size_t i) const {
    const std::string next = WordAfter(i);
    const bool area = word == "county" || word == "cty" || word == "state" || word == "farm" || word == "rural";
    if (area) return IsRoute(next);
    if (!lists_.IsStreetType(word)) return false;
    if (IsRoute(word) && !next.empty() && (IsDigit(next[0]) || next == "box")) return true;
    return !lists_.IsStreetType(next);
  }

  // An address that only its type names: "500 Broadway".
  void NameByType() {
    const auto of_kind = [](Kind kind) { return [kind](const Word& word) { return word.kind == kind; }; };
    const auto is_route = [&](const Word& word) {
      return word.kind == Kind::kType && IsRoute(Fold(text_.substr(word.span.begin, word.span.size())));
    };
    if (std::any_of(words_.begin(), words_.end(), of_kind(Kind::kName))) return;
    if (std::any_of(words_.begin(), words_.end(), is_route)) return;
    const auto type = std::find_if(words_.begin(), words_.end(), of_kind(Kind::kType));
    // "Avenue 40E" is named by its number.
    if (type != words_.end() && type + 1 != words_.end() && (type + 1)->kind == Kind::kNumber) return;
    if (type != words_.end()) type->kind = Kind::kName;
  }

  void Add(Span span, Kind kind) {
    name_open_ = false;
    words_.push_back({span, kind});
    spoken_open_ = false;
  }

  void AddSpoken(Span span) {
    if (spoken_open_ && IsBlank(text_.substr(words_.back().span.end, span.begin - words_.back().span.end))) {
      words_.back().span.end = span.end;
      return;
    }
    Add(span, Kind::kNumber);
    spoken_open_ = true;
  }

  void AddName(Span span) {
    if (name_open_) {
      words_.back().span.end = span.end;
      return;
    }
    Add(span, Kind::kName);
    name_open_ = true;
  }

  std::string_view text_;
  const Wordlists& lists_;
  std::vector<Piece> pieces_;
  std::vector<Word> words_;
  bool name_open_ = false;
  bool spoken_open_ = false;
  bool after_unit_ = false;
};

std::string OtherOrdinal(std::string_view written, Draws draws) {
  const int number = 1 + static_cast<int>(draws.Below(9));
  const int other = number == written[0] - '0' ? number % 9 + 1 : number;
  const std::string_view end = other == 1 ? "st" : other == 2 ? "nd" : other == 3 ? "rd" : "th";
  return std::to_string(other) + InCase(end, IsUpper(written.back()) ? Case::kUpper : Case::kLower);
}

std::string KeyOf(std::string_view name) { return Bare(name); }

// "1000-1004": how far the second of two numbers that are joined lies above the first; 0: they are no such numbers.
int Distance(std::string_view text, const Word& first, const Word& second) {
  constexpr std::size_t kDigitsMax = 6;
  constexpr int kDistanceMax = 99;
  const std::string_view low = text.substr(first.span.begin, first.span.size());
  const std::string_view high = text.substr(second.span.begin, second.span.size());
  const bool joined = first.span.end + 1 == second.span.begin && text[first.span.end] == '-';
  const bool alike = AllDigits(low) && AllDigits(high) && low.size() == high.size() && low.size() <= kDigitsMax;
  if (!joined || !alike) return 0;
  const int distance = std::stoi(std::string(high)) - std::stoi(std::string(low));
  return distance > 0 && distance <= kDistanceMax ? distance : 0;
}

// "40E", "12N": a point of the compass, which directs nobody to a house.
bool IsCompass(char letter) { return letter == 'n' || letter == 's' || letter == 'e' || letter == 'w'; }

}  // namespace

Streets::Streets(const Material& material) : material_(material) {
  std::set<std::string> names;
  std::set<std::string> numbers;
  for (const Original& original : material.originals) {
    if (original.type != IdentifierType::kStreet) continue;
    for (const Word& word : Reading(original.text, material.lists).Words()) {
      const std::string_view written = original.text.substr(word.span.begin, word.span.size());
      if (word.kind == Kind::kName) names.insert(KeyOf(written));
      if (word.kind == Kind::kNumber) numbers.insert(NumberText(written).bare());
    }
  }
  std::set<std::string_view> given;
  for (const std::string& name : names) {
    const std::string_view* drawn = DrawFree(material.taken, Draws(material.seed, "street", name),
                                             material.lists.streets(), given, std::identity());
    if (drawn == nullptr) continue;
    given.insert(*drawn);
    names_[name] = *drawn;
    material.taken.Use(*drawn);
  }
  DrawNumbers(numbers);
}

// Two houses of a message stay two as long as their numbers are long enough.
void Streets::DrawNumbers(const std::set<std::string>& numbers) {
  std::set<std::string> given;
  for (const std::string& number : numbers) {
    std::string& other = numbers_[number];
    for (std::uint32_t round = 0; round < kRoundsMax && !number.empty(); ++round) {
      Draws draws(material_.seed, "house " + std::to_string(round), number);
      other = DrawnLike(number, draws);
      const bool compass = number.size() > 1 && IsDigit(number[number.size() - 2]) && IsCompass(number.back());
      if (compass) other.back() = number.back();
      // In a long list another's number is better than one that is given twice.
      const bool anothers = round < kRoundsMax / 2 && numbers.contains(other);
      if (!given.contains(other) && !anothers && !material_.codes.ShownIn(other)) break;
    }
    given.insert(other);
  }
}

// What takes the place of a word of that kind; empty: there is nothing.
std::string Streets::Other(bool name, std::string_view written) const {
  if (name) {
    const auto found = names_.find(KeyOf(written));
    if (found == names_.end()) return {};
    const bool numbered = IsDigit(written[0]) && CaseOf(written) == Case::kLower;
    return InCase(found->second, numbered ? Case::kTitle : CaseOf(written));
  }
  const NumberText number(written);
  const auto found = numbers_.find(number.bare());
  return found == numbers_.end() ? std::string(written) : number.With(found->second);
}

Made Streets::Surrogate(const Original& original) const {
  std::vector<Edit> edits;
  const Word* before = nullptr;
  for (const std::vector<Word> words = Reading(original.text, material_.lists).Words(); const Word& word : words) {
    if (word.kind == Kind::kStays || word.kind == Kind::kType) continue;
    const std::string_view written = original.text.substr(word.span.begin, word.span.size());
    const int distance = before != nullptr ? Distance(original.text, *before, word) : 0;
    before = &word;
    std::string other;
    if (word.kind == Kind::kOrdinal) {
      other = OtherOrdinal(written, Draws(material_.seed, "floor", Fold(written)));
    } else {
      other = distance > 0 ? std::to_string(std::stoi(edits.back().text) + distance)
                           : Other(word.kind == Kind::kName, written);
    }
    if (other.empty()) return std::nullopt;
    edits.push_back({word.span, std::move(other)});
  }
  // Of words that stay alone nothing would change.
  if (edits.empty()) return std::nullopt;
  return Edited(original.text, edits);
}

}  // namespace veil::surrogate
