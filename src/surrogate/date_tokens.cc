#include "surrogate/date_tokens.h"

#include "base/fold.h"
#include "surrogate/text.h"

namespace veil::surrogate {

std::vector<DateToken> DateTokens(std::string_view text) {
  constexpr std::size_t kNumberDigitsMax = 4;
  std::vector<DateToken> tokens;
  bool blank = false;
  for (const Piece& piece : Pieces(text)) {
    const std::string_view part = piece.In(text);
    if (IsBlank(part)) {
      blank = true;
      continue;
    }
    DateToken token{piece.span, DateTokenKind::kMark, std::string(part), -1, blank};
    blank = false;
    if (piece.kind == PieceKind::kDigits) {
      token.kind = DateTokenKind::kNumber;
      if (part.size() <= kNumberDigitsMax) token.number = std::stoi(token.folded);
    } else if (piece.kind == PieceKind::kLetters) {
      token.kind = DateTokenKind::kWord;
      token.folded = Fold(part);
    } else if (part == "\xE2\x80\x93" || part == "\xE2\x80\x94" || part == "\xE2\x80\x91") {
      token.folded = "-";
    } else if (IsApostrophe(part)) {
      token.folded = "'";
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

}  // namespace veil::surrogate
