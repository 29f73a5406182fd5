#include "surrogate/number_text.h"

#include <algorithm>

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

}  // namespace

NumberText::NumberText(std::string_view text) : text_(text) {
  if (!ReadSpokenWords()) ReadCharacters(0, text.size());
}

// Dictated numbers have no digits, and a word for each digit ("oh nine"); a word of ten or more ("twenty", "forty one")
// counts for its two digits and is written again as the number of that size.
bool NumberText::ReadSpokenWords() {
  if (CountDigits(text_) > 0) return false;
  const std::vector<Piece> pieces = Pieces(text_);
  const auto is_spoken = [&](const Piece& piece) {
    return piece.kind == PieceKind::kLetters && piece.span.size() > 1 && ReadSpoken(Fold(piece.In(text_)));
  };
  if (std::none_of(pieces.begin(), pieces.end(), is_spoken)) return false;
  for (const Piece& piece : pieces) {
    if (piece.kind != PieceKind::kLetters) continue;
    const auto word = ReadSpoken(Fold(piece.In(text_)));
    if (!word) {
      ReadCharacters(piece.span.begin, piece.span.end);
      continue;
    }
    if (word->value >= 10) {
      bare_ += static_cast<char>('0' + word->value / 10);
      slots_.push_back({piece.span.begin, piece.span.begin, true});
    }
    bare_ += static_cast<char>('0' + word->value % 10);
    slots_.push_back({piece.span.begin, piece.span.end, true});
  }
  return true;
}

void NumberText::ReadCharacters(std::size_t begin, std::size_t end) {
  for (const Piece& piece : Pieces(text_.substr(begin, end - begin))) {
    if (piece.kind == PieceKind::kOther || IsMask(text_.substr(begin + piece.span.begin, piece.span.size()))) continue;
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

std::string NumberText::With(std::string_view bare) const {
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const Slot& slot = slots_[i];
    const std::string_view written = text_.substr(slot.begin, slot.end - slot.begin);
    std::string other(1, IsUpper(written.empty() ? 'a' : written[0]) ? ToUpper(bare[i]) : bare[i]);
    if (slot.spoken) {
      const bool two = slot.begin == slot.end;  // the first digit of a word for two
      const int number = two ? 10 * (bare[i] - '0') + (bare[i + 1] - '0') : bare[i] - '0';
      const std::size_t end = two ? slots_[i + 1].end : slot.end;
      other = number == 0 && !two ? "oh" : SpokenNumber(number, false, "-");
      other = InCase(other, CaseOf(text_.substr(slot.begin, end - slot.begin)));
      if (CaseOf(text_.substr(slot.begin, end - slot.begin)) == Case::kTitle) other[0] = ToUpper(other[0]);
      edits.push_back({{slot.begin, end}, std::move(other)});
      if (two) ++i;
      continue;
    }
    edits.push_back({{slot.begin, slot.end}, std::move(other)});
  }
  return Edited(text_, edits);
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
