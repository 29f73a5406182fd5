#include "surrogate/streets.h"

#include <set>
#include <unordered_set>
#include <vector>

#include "base/fold.h"
#include "surrogate/draws.h"
#include "surrogate/number_text.h"
#include "surrogate/spoken.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr int kDrawsMax = 300;

bool IsDirection(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      "n",    "s",    "e",  "w",  "ne", "nw", "se",        "sw",        "north",     "south",
      "east", "west", "nb", "sb", "eb", "wb", "northeast", "northwest", "southeast", "southwest"};
  return kWords.contains(word);
}

bool IsUnit(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      "apt",  "apartment", "unit", "suite",   "ste",  "rm", "room", "fl",  "floor", "lot",  "bldg",  "building", "box",
      "sp",   "space",     "trlr", "trailer", "slip", "po", "p",    "o",   "pob",   "hc",   "mile",  "milepost", "mm",
      "exit", "i",         "us",   "no",      "c",    "of", "the",  "and", "at",    "near", "behind"};
  return kWords.contains(word);
}

bool IsOrdinalEnd(std::string_view word) { return word == "st" || word == "nd" || word == "rd" || word == "th"; }

enum class Kind : std::uint8_t { kNumber, kName, kStays };

// A word of an address, or several that are one street's name.
struct Word {
  Span span;
  Kind kind = Kind::kStays;
};

class Reading {
 public:
  Reading(std::string_view text, const Wordlists& lists) : text_(text), lists_(lists), pieces_(Pieces(text)) {}

  std::vector<Word> Words() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].kind == PieceKind::kDigits)
        i = ReadDigits(i);
      else if (pieces_[i].kind == PieceKind::kLetters)
        i = ReadLetters(i);
      else
        name_open_ = name_open_ && IsInnerSign(pieces_[i].In(text_));
    }
    return std::move(words_);
  }

 private:
  static bool IsInnerSign(std::string_view sign) {
    return IsBlank(sign) || sign == "." || sign == "-" || IsApostrophe(sign);
  }

  // "14th" is a street's name, "2nd" before a floor a unit; every other number is a number, with letters that touch it.
  std::size_t ReadDigits(std::size_t i) {
    const bool letters = i + 1 < pieces_.size() && pieces_[i + 1].kind == PieceKind::kLetters;
    const Span both{pieces_[i].span.begin, letters ? pieces_[i + 1].span.end : pieces_[i].span.end};
    const bool ordinal = letters && IsOrdinalEnd(Fold(pieces_[i + 1].In(text_)));
    if (ordinal && !UnitFollows(i + 2)) {
      AddName(both);
    } else {
      name_open_ = false;
      words_.push_back({pieces_[i].span, Kind::kNumber});
      if (letters && !ordinal) words_.push_back({pieces_[i + 1].span, Kind::kNumber});
    }
    return letters ? i + 1 : i;
  }

  bool UnitFollows(std::size_t i) const {
    for (; i < pieces_.size(); ++i) {
      if (pieces_[i].kind == PieceKind::kLetters) return IsUnit(Fold(pieces_[i].In(text_)));
      if (!IsBlank(pieces_[i].In(text_))) return false;
    }
    return false;
  }

  std::size_t ReadLetters(std::size_t i) {
    const std::string word = Fold(pieces_[i].In(text_));
    const bool single = pieces_[i].span.size() == 1;
    if (word == "s" && i > 0 && IsApostrophe(pieces_[i - 1].In(text_))) {
      if (name_open_) words_.back().span.end = pieces_[i].span.end;
    } else if (after_unit_ && single) {
      words_.push_back({pieces_[i].span, Kind::kNumber});  // Apt B
    } else if (IsDirection(word) || IsUnit(word) || IsStreetType(word)) {
      name_open_ = false;
      words_.push_back({pieces_[i].span, Kind::kStays});
    } else if (single || ReadSpoken(word)) {
      name_open_ = false;
      words_.push_back({pieces_[i].span, Kind::kNumber});
    } else {
      AddName(pieces_[i].span);
    }
    after_unit_ = IsUnit(word);
    return i;
  }

  // The type words that are also names ("Park", "Hill", "Mill") are the name where none came before and one follows.
  bool IsStreetType(const std::string& word) const { return lists_.IsStreetType(word); }

  void AddName(Span span) {
    if (name_open_) {
      words_.back().span.end = span.end;
      return;
    }
    words_.push_back({span, Kind::kName});
    name_open_ = true;
  }

  std::string_view text_;
  const Wordlists& lists_;
  std::vector<Piece> pieces_;
  std::vector<Word> words_;
  bool name_open_ = false;
  bool after_unit_ = false;
};

std::string KeyOf(std::string_view name) { return Bare(name); }

}  // namespace

Streets::Streets(const Material& material) : material_(material) {
  std::set<std::string> names;
  for (const Original& original : material.originals) {
    if (original.type != IdentifierType::kStreet) continue;
    for (const Word& word : Reading(original.text, material.lists).Words()) {
      if (word.kind == Kind::kName) names.insert(KeyOf(original.text.substr(word.span.begin, word.span.size())));
    }
  }
  for (const std::string& name : names) {
    Draws draws(material.seed, "street", name);
    for (int i = 0; i < kDrawsMax; ++i) {
      const std::string_view drawn = draws.Of(material.lists.streets());
      if (material.taken.Has(drawn)) continue;
      names_[name] = drawn;
      material.taken.Use(drawn);
      break;
    }
  }
}

Made Streets::Surrogate(const Original& original) const {
  std::vector<Edit> edits;
  for (const Word& word : Reading(original.text, material_.lists).Words()) {
    const std::string_view written = original.text.substr(word.span.begin, word.span.size());
    if (word.kind == Kind::kStays) continue;
    if (word.kind == Kind::kName) {
      const auto name = names_.find(KeyOf(written));
      if (name == names_.end()) return std::nullopt;
      edits.push_back({word.span, InCase(name->second, CaseOf(written))});
      continue;
    }
    const NumberText number(written);
    Draws draws(material_.seed, "house", number.bare());
    edits.push_back({word.span, number.With(DrawnLike(number.bare(), draws))});
  }
  // An address of words that stay alone ("Park Place") gets another number's worth of difference nowhere: take it away.
  if (edits.empty()) return std::nullopt;
  return Edited(original.text, edits);
}

}  // namespace veil::surrogate
