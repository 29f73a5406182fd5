#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "detect/folded.h"
#include "detect/tokens.h"

namespace veil::token_scanner {

enum class Sort : std::uint8_t { kSmall, kCapital, kDigit, kBlank, kLineEnd, kApostrophe, kHyphen, kSign, kWide };

// Of each byte; kWide: the first of a character of two bytes or more.
inline constexpr std::array<Sort, 256> kSorts = [] {
  std::array<Sort, 256> sorts{};
  for (std::size_t c = 0; c < sorts.size(); ++c) sorts[c] = c < 0x80 ? Sort::kSign : Sort::kWide;
  for (const char c : {' ', '\t'}) sorts[static_cast<unsigned char>(c)] = Sort::kBlank;
  for (const char c : {'\n', '\r', '\v', '\f'}) sorts[static_cast<unsigned char>(c)] = Sort::kLineEnd;
  for (std::size_t c = 'a'; c <= 'z'; ++c) sorts[c] = Sort::kSmall;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) sorts[c] = Sort::kCapital;
  for (std::size_t c = '0'; c <= '9'; ++c) sorts[c] = Sort::kDigit;
  sorts['\''] = Sort::kApostrophe;
  sorts['-'] = Sort::kHyphen;
  return sorts;
}();

// A character; a letter of any script is small or capital. At the end of the text: a line end of no bytes.
struct Unit {
  Sort sort = Sort::kSign;
  std::size_t size = 1;

  bool IsLetter() const { return sort == Sort::kSmall || sort == Sort::kCapital; }
};
Unit WideUnit(std::string_view text, std::size_t at);

inline Unit UnitAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {Sort::kLineEnd, 0};
  const Sort sort = kSorts[static_cast<unsigned char>(text[at])];
  return sort == Sort::kWide ? WideUnit(text, at) : Unit{sort, 1};
}

// Reads a text from its begin to its end and gives each token to `each` once it is whole.
template <typename Each>
class Scanner {
 public:
  Scanner(std::string_view text, Folded& folded, Each each) : text_(text), folded_(folded), each_(each) {}

  void Scan() {
    while (at_ < text_.size()) Step();
  }

 private:
  void Step() {
    const Unit unit = UnitAt(text_, at_);
    switch (unit.sort) {
      case Sort::kBlank:
        blanks_ += blanks_ < 255 ? 1 : 0;
        at_ += unit.size;
        return;
      case Sort::kLineEnd:
        line_start_ = true;
        blanks_ = 0;
        at_ += unit.size;
        return;
      case Sort::kSmall:
      case Sort::kCapital:
      case Sort::kDigit:
        return Word();
      default:
        return Sign(unit);
    }
  }

  void Sign(const Unit& unit) {
    Token token;
    token.span = {at_, at_ + unit.size};
    at_ += unit.size;
    if (unit.size == 1 && kSorts[static_cast<unsigned char>(text_[token.span.begin])] != Sort::kWide) {
      char* folded = folded_.At(token.span.begin);
      *folded = text_[token.span.begin];
      token.folded = {folded, 1};
    } else {
      token.folded = folded_.Fold(token.span.begin, token.span.end);
    }
    token.hash = WordHash(token.folded);
    Add(token);
  }

  void Word() {
    Token token;
    token.span.begin = at_;
    token.hash = lexicon_image::kHashStart;
    token.capital = UnitAt(text_, at_).sort == Sort::kCapital;
    Count count;
    const bool ascii = ReadWord(count, token.hash);
    token.span.end = at_;
    token.kind = count.letters == 0 ? TokenKind::kNumber : count.digits == 0 ? TokenKind::kWord : TokenKind::kMixed;
    token.initial = count.letters == 1 && count.digits == 0;
    token.joined = count.joints > 0;
    token.inner_capital = count.capitals > (token.capital ? 1U : 0U);
    token.all_caps = count.letters > 1 && count.capitals == count.letters;
    if (ascii) {
      token.folded = {folded_.At(token.span.begin), token.span.size()};
    } else {
      token.folded = folded_.Fold(token.span.begin, token.span.end);
      token.hash = WordHash(token.folded);
    }
    TakePossessive(token);
    Add(token);
  }

  struct Count {
    std::size_t letters = 0;
    std::size_t capitals = 0;
    std::size_t digits = 0;
    std::size_t joints = 0;
  };

  // Reads to the end of the word. Whether all of it is ASCII; then its folded bytes are put down and hashed.
  bool ReadWord(Count& count, std::uint64_t& hash) {
    bool ascii = true;
    char* const folded = folded_.At(0);
    std::size_t at = at_;
    const auto put = [&](char small) {
      folded[at] = small;
      hash = (hash ^ static_cast<unsigned char>(small)) * lexicon_image::kHashFactor;
    };
    for (;; at += 1) {
      const std::size_t begin = at;
      std::size_t digits = 0;
      for (; at < text_.size(); ++at) {
        const Sort sort = kSorts[static_cast<unsigned char>(text_[at])];
        if (sort > Sort::kDigit) break;
        count.capitals += sort == Sort::kCapital ? 1 : 0;
        digits += sort == Sort::kDigit ? 1 : 0;
        put(static_cast<char>(sort == Sort::kCapital ? text_[at] | 0x20 : text_[at]));
      }
      count.digits += digits;
      count.letters += at - begin - digits;
      const Unit unit = UnitAt(text_, at);
      if (unit.sort == Sort::kApostrophe || unit.sort == Sort::kHyphen) {
        // Inside only between letters; the possessive 's ends the word.
        if (count.letters == 0 || count.digits > 0 || !UnitAt(text_, at + unit.size).IsLetter()) break;
        if (unit.sort == Sort::kApostrophe && IsPossessiveS(at + unit.size)) break;
        ++count.joints;
      } else if (!unit.IsLetter()) {
        break;
      } else {
        ++count.letters;
        count.capitals += unit.sort == Sort::kCapital ? 1 : 0;
      }
      ascii = ascii && unit.size == 1;
      put(text_[at]);
      at += unit.size - 1;
    }
    at_ = at;
    return ascii;
  }

  // An s, alone, at `at`.
  bool IsPossessiveS(std::size_t at) const {
    if (at >= text_.size() || (text_[at] != 's' && text_[at] != 'S')) return false;
    const Unit after = UnitAt(text_, at + 1);
    return !after.IsLetter() && after.sort != Sort::kDigit;
  }

  void TakePossessive(Token& token) {
    if (token.kind != TokenKind::kWord) return;
    const Unit unit = UnitAt(text_, at_);
    if (unit.sort != Sort::kApostrophe) return;
    if (IsPossessiveS(at_ + unit.size)) {
      token.possessive = true;
      at_ += unit.size + 1;
    } else if (token.folded.ends_with('s')) {
      token.possessive = true;  // Graves'; the sign is a token of its own, as it may close a quotation
    }
  }

  void Add(Token& token) {
    token.line_start = line_start_;
    token.blanks_before = static_cast<std::uint8_t>(blanks_);
    line_start_ = false;
    blanks_ = 0;
    each_(token);
  }

  std::string_view text_;
  Folded& folded_;
  Each each_;
  std::size_t at_ = 0;
  int blanks_ = 0;
  bool line_start_ = true;
};

}  // namespace veil::token_scanner
