#include "surrogate/number_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <vector>

#include "base/fold.h"
#include "surrogate/draws.h"
#include "surrogate/spoken.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

// "XXX-XX-1234": what is masked already stays so.
bool IsMask(std::string_view word) {
  return word.size() > 1 && std::all_of(word.begin(), word.end(), [](char c) { return ToLower(c) == 'x'; });
}

// Words that say how a number is spelled.
bool IsSpellingWord(std::string_view word) {
  constexpr std::array<std::string_view, 11> kWords = {"as",  "in",    "for", "dash",    "hyphen", "slash",
                                                       "dot", "point", "and", "capital", "space"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Words that say what a number counts, where they stand by themselves before it: "tower 2 unit 90", "sec C lot 59".
bool IsLabelWord(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      "unit",  "tower",     "room",    "bed",    "apt",    "ste",      "suite",   "floor",  "wing",    "level",
      "pod",   "bay",       "chair",   "tray",   "shelf",  "rack",     "row",     "box",    "bin",     "drawer",
      "slot",  "tank",      "freezer", "cooler", "locker", "plot",     "lot",     "sec",    "section", "engine",
      "medic", "ambulance", "rescue",  "truck",  "ladder", "squad",    "station", "car",    "bus",     "van",
      "case",  "claim",     "ticket",  "order",  "report", "incident", "number",  "group",  "plan",    "team",
      "desk",  "line",      "door",    "gate",   "still",  "hall",     "hallway", "window", "ed",      "er",
      "icu",   "micu",      "sicu",    "nicu",   "picu",   "pacu",     "ccu",     "tele",   "obs",     "triage"};
  return kWords.contains(word);
}

// Whether blanks, quotes, one of `joints` or nothing stand around a word.
bool StandsAlone(std::string_view text, Span word, std::string_view joints = {}) {
  const auto parts = [&](char c) {
    return std::string_view(" \t\n\"'(),;:#").find(c) != std::string_view::npos || joints.find(c) != joints.npos;
  };
  return (word.begin == 0 || parts(text[word.begin - 1])) && (word.end == text.size() || parts(text[word.end]));
}

}  // namespace

NumberText::NumberText(std::string_view text) : text_(text) {
  if (!ReadSpokenWords()) ReadCharacters(0, text.size());
}

// A word of a dictated number is its digits: one for "oh" and "nine", two for "twelve", "twenty" and
// "twenty two", which is one number. Words that only say how the number is written stay; all others are letters.
bool NumberText::ReadSpokenWords() {
  const std::vector<Piece> pieces = Pieces(text_);
  // Among digits "OH" is a state and "ONE-7" a code.
  const bool digits = CountDigits(text_) > 0;
  const std::size_t letters_min = digits ? 3 : 2;
  const auto spoken = [&](std::size_t i) -> std::optional<SpokenWord> {
    if (i >= pieces.size() || pieces[i].kind != PieceKind::kLetters || pieces[i].span.size() < letters_min) {
      return std::nullopt;
    }
    if (digits && !StandsAlone(text_, pieces[i].span)) return std::nullopt;
    const auto word = ReadSpoken(Fold(pieces[i].In(text_)));
    return word && !word->ordinal ? word : std::nullopt;
  };
  bool any = false;
  for (std::size_t i = 0; i < pieces.size(); ++i) any = any || spoken(i);
  if (!any) return false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].kind == PieceKind::kDigits) ReadCharacters(pieces[i].span.begin, pieces[i].span.end);
    if (pieces[i].kind != PieceKind::kLetters) continue;
    const auto word = spoken(i);
    if (!word) {
      if (!IsSpellingWord(Fold(pieces[i].In(text_)))) ReadCharacters(pieces[i].span.begin, pieces[i].span.end);
      continue;
    }
    Span span = pieces[i].span;
    int value = word->value;
    const bool tens = value >= 20 && value % 10 == 0;
    if (const auto unit = spoken(i + 2); tens && unit && unit->value >= 1 && unit->value <= 9) {
      value += unit->value;
      i += 2;
      span.end = pieces[i].span.end;
    }
    if (value >= 10) {
      bare_ += static_cast<char>('0' + value / 10);
      slots_.push_back({span.begin, span.begin, true});
    }
    bare_ += static_cast<char>('0' + value % 10);
    slots_.push_back({span.begin, span.end, true});
  }
  return true;
}

void NumberText::ReadCharacters(std::size_t begin, std::size_t end) {
  for (const Piece& piece : Pieces(text_.substr(begin, end - begin))) {
    const Span span{begin + piece.span.begin, begin + piece.span.end};
    const std::string_view written = text_.substr(span.begin, span.size());
    if (piece.kind == PieceKind::kOther || IsMask(written)) continue;
    if (piece.kind == PieceKind::kLetters && StandsAlone(text_, span, "-") && IsLabelWord(Fold(written))) continue;
    for (std::size_t i = begin + piece.span.begin; i < begin + piece.span.end;) {
      std::size_t next = i + 1;
      while (next < end && (static_cast<unsigned char>(text_[next]) & 0xC0U) == 0x80) ++next;
      // A letter outside ASCII counts as one that it may look like.
      const std::string folded = Fold(text_.substr(i, next - i));
      const bool plain = !folded.empty() && (IsLetter(folded[0]) || IsDigit(folded[0]));
      bare_ += plain ? folded[0] : 'a';
      slots_.push_back({i, next, false});
      i = next;
    }
  }
}

bool NumberText::BeginsPart(std::size_t i) const {
  if (i == 0) return true;
  const std::string_view between = text_.substr(slots_[i - 1].end, slots_[i].begin - slots_[i - 1].end);
  return between == "." || std::any_of(between.begin(), between.end(), IsLetter);
}

std::string NumberText::With(std::string_view bare) const {
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (slots_[i].spoken) {
      edits.push_back(SpokenEdit(i, bare));
      if (slots_[i].begin == slots_[i].end) ++i;  // the first of two digits
      continue;
    }
    const Span span{slots_[i].begin, slots_[i].end};
    const char other = IsUpper(text_[span.begin]) ? ToUpper(bare[i]) : bare[i];
    edits.push_back({span, std::string(1, other)});
  }
  return Edited(text_, edits);
}

// Words in the place of the number word at slots_[i], which stands for one digit or two.
Edit NumberText::SpokenEdit(std::size_t i, std::string_view bare) const {
  const bool two = slots_[i].begin == slots_[i].end;
  const Span span{slots_[i].begin, two ? slots_[i + 1].end : slots_[i].end};
  const std::string_view written = text_.substr(span.begin, span.size());
  const int number = two ? 10 * (bare[i] - '0') + (bare[i + 1] - '0') : bare[i] - '0';
  std::string words = SpokenNumber(number, false, written.find('-') == std::string_view::npos ? " " : "-");
  if (number < 10 && two) words = "oh " + words;
  if (number == 0 && !two) words = "oh";
  if (CaseOf(written) == Case::kUpper) return {span, Upper(words)};
  if (CaseOf(written) == Case::kTitle) words[0] = ToUpper(words[0]);
  return {span, std::move(words)};
}

std::string DrawnLike(std::string_view bare, Draws& draws) {
  std::string drawn;
  for (std::size_t i = 0; i < bare.size(); ++i) {
    const bool digit = IsDigit(bare[i]);
    const char base = digit ? '0' : 'a';
    const std::uint32_t range = digit ? 10 : 26;
    const auto old = static_cast<std::uint32_t>(bare[i] - base);
    // The first character is another one, so the whole is; and no number begins with 0 that did not.
    std::uint32_t other = draws.Below(range);
    while (i == 0 && (other == old || (digit && other == 0))) other = draws.Below(range);
    drawn += static_cast<char>(base + static_cast<char>(other));
  }
  return drawn;
}

}  // namespace veil::surrogate
