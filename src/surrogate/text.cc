#include "surrogate/text.h"

#include <algorithm>

#include "base/fold.h"

namespace veil::surrogate {
namespace {

std::size_t CharacterSize(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) ++end;
  return end - at;
}

PieceKind KindAt(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) {
    if (IsLetter(text[at])) return PieceKind::kLetters;
    return IsDigit(text[at]) ? PieceKind::kDigits : PieceKind::kOther;
  }
  if (byte == 0xC2) return PieceKind::kOther;
  if (byte == 0xE2 && at + 1 < text.size()) {
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if (next == 0x80 || next == 0x81) return PieceKind::kOther;
  }
  return PieceKind::kLetters;
}

}  // namespace

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

std::vector<Piece> Pieces(std::string_view text) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const PieceKind kind = KindAt(text, at);
    const std::size_t end = at + CharacterSize(text, at);
    const bool goes_on = kind != PieceKind::kOther && !pieces.empty() && pieces.back().kind == kind;
    if (goes_on) {
      pieces.back().span.end = end;
    } else {
      pieces.push_back({{at, end}, kind});
    }
    at = end;
  }
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
