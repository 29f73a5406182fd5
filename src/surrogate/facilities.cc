#include "surrogate/facilities.h"

#include <functional>
#include <set>
#include <unordered_set>

#include "base/fold.h"
#include "surrogate/draws.h"
#include "surrogate/number_text.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::size_t kAcronymLettersMax = 4;

bool IsJoint(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {"of", "the", "and", "at", "for", "in", "on"};
  return kWords.contains(word);
}

// A run of words that name, or a number.
struct Run {
  Span span;
  bool digits = false;
};

struct FacilityText {
  std::vector<Run> runs;
  std::string initials;  // of all its words, lower case
  std::size_t words = 0;
};

// How many pieces from pieces[at] on are the words of a facility's kind, "Medical Center" included; 0: none.
std::size_t HeadPieces(std::string_view text, const std::vector<Piece>& pieces, std::size_t at,
                       const Wordlists& lists) {
  constexpr std::size_t kWordsMax = 3;
  std::string phrase;
  std::size_t found = 0;
  for (std::size_t words = 0; words < kWordsMax && at + 2 * words < pieces.size(); ++words) {
    const std::size_t i = at + 2 * words;
    if (pieces[i].kind != PieceKind::kLetters || (words > 0 && !IsBlank(pieces[i - 1].In(text)))) break;
    if (words > 0) phrase += ' ';
    phrase += Fold(pieces[i].In(text));
    if (lists.IsFacilityHead(phrase)) found = 2 * words + 1;
  }
  return found;
}

class Reading {
 public:
  Reading(std::string_view text, const Wordlists& lists) : text_(text), lists_(lists), pieces_(Pieces(text)) {}

  FacilityText Read() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const std::string_view written = pieces_[i].In(text_);
      if (pieces_[i].kind == PieceKind::kOther) {
        open_ = open_ && (IsBlank(written) || written == "." || written == "-" || IsApostrophe(written));
      } else if (pieces_[i].kind == PieceKind::kDigits) {
        AddRun(pieces_[i].span, true);
      } else {
        i = ReadWord(i);
      }
    }
    // A place without naming words ("Guest House") is named by its first word.
    if (result_.runs.empty() && !stays_.empty()) result_.runs.push_back({stays_, false});
    return std::move(result_);
  }

 private:
  std::size_t ReadWord(std::size_t i) {
    const std::string word = Fold(pieces_[i].In(text_));
    const bool possessive = open_ && word == "s" && i > 0 && IsApostrophe(pieces_[i - 1].In(text_));
    if (possessive) {
      result_.runs.back().span.end = pieces_[i].span.end;
      return i;
    }
    const std::size_t head = IsJoint(word) ? 1 : HeadPieces(text_, pieces_, i, lists_);
    if (head == 0) {
      AddInitial(word);
      AddRun(pieces_[i].span, false);
      return i;
    }
    for (std::size_t j = i; j < i + head; j += 2) {
      const std::string part = Fold(pieces_[j].In(text_));
      if (!IsJoint(part)) AddInitial(part);
    }
    if (stays_.empty() && !IsJoint(word)) stays_ = pieces_[i].span;
    open_ = false;
    return i + head - 1;
  }

  void AddInitial(const std::string& word) {
    ++result_.words;
    if (!word.empty()) result_.initials += word[0];
  }

  void AddRun(Span span, bool digits) {
    if (open_ && !digits) {
      result_.runs.back().span.end = span.end;
      return;
    }
    result_.runs.push_back({span, digits});
    open_ = !digits;
  }

  std::string_view text_;
  const Wordlists& lists_;
  std::vector<Piece> pieces_;
  FacilityText result_;
  Span stays_;
  bool open_ = false;
};

FacilityText Read(std::string_view text, const Wordlists& lists) { return Reading(text, lists).Read(); }

std::string KeyOf(std::string_view run) {
  std::string key;
  for (const Piece& piece : Pieces(run)) {
    if (piece.kind == PieceKind::kOther) continue;
    if (!key.empty()) key += ' ';
    key += Fold(piece.In(run));
  }
  return key;
}

// A short word in capitals that is all there is.
bool IsAcronym(std::string_view text) {
  return text.size() > 1 && text.size() <= kAcronymLettersMax && CaseOf(text) == Case::kUpper &&
         Pieces(text).size() == 1;
}

std::string FirstWord(std::string_view phrase) { return std::string(phrase.substr(0, phrase.find(' '))); }

}  // namespace

Facilities::Facilities(const Material& material) : material_(material) {
  std::set<std::string> keys;
  std::vector<std::string_view> longer;  // texts of several words
  for (const Original& original : material.originals) {
    if (original.type != IdentifierType::kFacility || IsAcronym(original.text)) continue;
    const FacilityText facility = Read(original.text, material.lists);
    for (const Run& run : facility.runs) {
      if (!run.digits) keys.insert(KeyOf(original.text.substr(run.span.begin, run.span.size())));
    }
    if (facility.words > 1) longer.push_back(original.text);
  }
  // In order of the words, a run follows its own beginnings ("cedar", "cedar hollow"), so each finds the shorter ones.
  for (const std::string& key : keys) {
    for (std::size_t blank = key.find(' '); blank != std::string::npos; blank = key.find(' ', blank + 1)) {
      const std::string beginning = key.substr(0, blank);
      if (keys.contains(beginning)) short_forms_.emplace(beginning, key);
    }
  }
  DrawStems({keys.begin(), keys.end()});
  std::set<std::string> ordered(longer.begin(), longer.end());
  for (const std::string& text : ordered) {
    const std::string initials = Read(text, material.lists).initials;
    if (initials.size() > 1) acronyms_.emplace(initials, Read(Rename(text), material.lists).initials);
  }
}

void Facilities::DrawStems(const std::vector<std::string>& keys) {
  std::set<std::string_view> given;
  for (const std::string& key : keys) {
    if (short_forms_.contains(key)) continue;
    const std::string_view* stem = DrawFree(material_.taken, Draws(material_.seed, "facility", key),
                                            material_.lists.facilities(), given, std::identity());
    if (stem == nullptr) continue;
    given.insert(*stem);
    stems_[key] = *stem;
    material_.taken.Use(FirstWord(*stem));
  }
}

std::string Facilities::StemFor(const std::string& key) const {
  const auto longer = short_forms_.find(key);
  if (longer != short_forms_.end()) {
    const std::string stem = StemFor(longer->second);
    return key.find(' ') == std::string::npos ? FirstWord(stem) : stem;
  }
  const auto stem = stems_.find(key);
  return stem == stems_.end() ? std::string() : std::string(stem->second);
}

// Empty when a stem is missing.
std::string Facilities::Rename(std::string_view text) const {
  std::vector<Edit> edits;
  for (const Run& run : Read(text, material_.lists).runs) {
    const std::string_view written = text.substr(run.span.begin, run.span.size());
    if (run.digits) {
      Draws draws(material_.seed, "number of facility", written);
      edits.push_back({run.span, DrawnLike(written, draws)});
      continue;
    }
    const std::string stem = StemFor(KeyOf(written));
    if (stem.empty()) return {};
    // "IU Health" is no shouting.
    const bool title = IsAcronym(written) && CaseOf(text) != Case::kUpper;
    edits.push_back({run.span, InCase(stem, title ? Case::kTitle : CaseOf(written))});
  }
  return edits.empty() ? std::string() : Edited(text, edits);
}

Made Facilities::Surrogate(const Original& original) const {
  if (IsAcronym(original.text)) {
    const std::string folded = Fold(original.text);
    const auto known = acronyms_.find(folded);
    if (known != acronyms_.end() && known->second != folded) return Upper(known->second);
    const NumberText letters(original.text);
    Draws draws(material_.seed, "acronym", folded);
    return letters.With(DrawnLike(letters.bare(), draws));
  }
  std::string renamed = Rename(original.text);
  if (renamed.empty()) return std::nullopt;
  return renamed;
}

}  // namespace veil::surrogate
