#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "message/byte_map.h"

namespace veil::surrogate {

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
inline bool IsLetter(char c) { return IsUpper(c) || IsLower(c); }
inline char ToLower(char c) { return IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
inline char ToUpper(char c) { return IsLower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

std::string Lower(std::string_view ascii);
std::string Upper(std::string_view ascii);
bool AllDigits(std::string_view text);  // and not empty
std::size_t CountDigits(std::string_view text);

enum class PieceKind : std::uint8_t { kLetters, kDigits, kOther };

// A run of letters, a run of digits, or one other character. Characters outside ASCII are letters, but for the marks
// and blanks of typography (U+00A0..U+00BF, U+2000..U+206F).
struct Piece {
  Span span;
  PieceKind kind = PieceKind::kOther;

  std::string_view In(std::string_view text) const { return text.substr(span.begin, span.size()); }
};

// Of the character outside ASCII at text[at].
PieceKind WideKind(std::string_view text, std::size_t at);

inline PieceKind KindAt(std::string_view text, std::size_t at) {
  if (IsLetter(text[at])) return PieceKind::kLetters;
  if (IsDigit(text[at])) return PieceKind::kDigits;
  return static_cast<unsigned char>(text[at]) < 0x80 ? PieceKind::kOther : WideKind(text, at);
}

// Calls `each` for the pieces of UTF-8 text, in order and without a gap. Linear.
template <typename Each>
void EachPiece(std::string_view text, Each each) {
  for (std::size_t at = 0; at < text.size();) {
    Piece piece{{at, at}, KindAt(text, at)};
    do {
      ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) ++at;
    } while (piece.kind != PieceKind::kOther && at < text.size() && KindAt(text, at) == piece.kind);
    piece.span.end = at;
    each(piece);
  }
}

std::vector<Piece> Pieces(std::string_view text);

bool IsApostrophe(std::string_view character);  // ' or U+2019
bool IsBlank(std::string_view text);            // blanks, tabs, line ends, no-break spaces; or empty

// How the letters of a word are written.
enum class Case : std::uint8_t { kLower, kTitle, kUpper };

// A single capital is kTitle. Letters outside ASCII do not count, unless there are no others.
Case CaseOf(std::string_view word);
// `word` (ASCII, written as a title) in that case.
std::string InCase(std::string_view word, Case written);

// `text` with each span's bytes replaced by its string. Spans are in order and do not overlap.
struct Edit {
  Span span;
  std::string text;
};
std::string Edited(std::string_view text, const std::vector<Edit>& edits);

// Letters and digits of `text`, folded (base/fold.h): what two ways of writing one number have in common.
std::string Bare(std::string_view text);

}  // namespace veil::surrogate
