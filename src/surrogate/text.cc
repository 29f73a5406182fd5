#include "surrogate/text.h"

#include <algorithm>

#include "base/fold.h"

namespace veil::surrogate {

std::string Lower(std::string_view ascii) {
  std::string lower(ascii);
  std::transform(lower.begin(), lower.end(), lower.begin(), ToLower);
  return lower;
}

std::string Upper(std::string_view ascii) {
  std::string upper(ascii);
  std::transform(upper.begin(), upper.end(), upper.begin(), ToUpper);
  return upper;
}

bool AllDigits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit); }

std::size_t CountDigits(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsDigit));
}

PieceKind WideKind(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte == 0xC2) return PieceKind::kOther;
  if (byte == 0xE2 && at + 1 < text.size()) {
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if (next == 0x80 || next == 0x81) return PieceKind::kOther;
  }
  return PieceKind::kLetters;
}

std::vector<Piece> Pieces(std::string_view text) {
  std::vector<Piece> pieces;
  pieces.reserve(text.size() / 2 + 1);  // most are words with a blank behind
  EachPiece(text, [&](const Piece& piece) { pieces.push_back(piece); });
  return pieces;
}

bool IsApostrophe(std::string_view character) { return character == "'" || character == "\xE2\x80\x99"; }

bool IsBlank(std::string_view text) {
  while (!text.empty()) {
    const bool no_break = text.substr(0, 2) == "\xC2\xA0";
    if (!no_break && std::string_view(" \t\r\n").find(text[0]) == std::string_view::npos) return false;
    text.remove_prefix(no_break ? 2 : 1);
  }
  return true;
}

Case CaseOf(std::string_view word) {
  // "Örn": a first letter outside ASCII is a capital, unless it is one of the small ones of Latin-1 (U+00DF..U+00FF).
  const bool small_latin1 = word.size() > 1 && word[0] == '\xC3' && static_cast<unsigned char>(word[1]) >= 0x9F;
  const bool capital = !word.empty() && static_cast<unsigned char>(word[0]) >= 0x80 && !small_latin1;
  const auto uppers = std::count_if(word.begin(), word.end(), IsUpper) + (capital ? 1 : 0);
  const auto lowers = std::count_if(word.begin(), word.end(), IsLower);
  if (uppers == 0) return lowers == 0 ? Case::kTitle : Case::kLower;
  return lowers == 0 && uppers > 1 ? Case::kUpper : Case::kTitle;
}

std::string InCase(std::string_view word, Case written) {
  if (written == Case::kUpper) return Upper(word);
  if (written == Case::kLower) return Lower(word);
  return std::string(word);
}

std::string Edited(std::string_view text, const std::vector<Edit>& edits) {
  std::string out;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    out += text.substr(at, edit.span.begin - at);
    out += edit.text;
    at = edit.span.end;
  }
  out += text.substr(at);
  return out;
}

std::string Bare(std::string_view text) {
  std::string bare;
  for (const Piece& piece : Pieces(text)) {
    if (piece.kind == PieceKind::kDigits) bare += piece.In(text);
    if (piece.kind == PieceKind::kLetters) bare += Fold(piece.In(text));
  }
  return bare;
}

}  // namespace veil::surrogate
