#include "detect/tokens.h"

#include <algorithm>

#include "base/fold.h"

namespace veil {
namespace {

enum class Sort : std::uint8_t { kBlank, kLineEnd, kLetter, kDigit, kApostrophe, kHyphen, kSign };

struct Unit {
  Sort sort = Sort::kSign;
  std::size_t size = 1;
  bool upper = false;
};

bool IsAsciiUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsAsciiLower(char c) { return c >= 'a' && c <= 'z'; }

Unit AsciiUnit(char c) {
  if (c == ' ' || c == '\t') return {Sort::kBlank};
  if (c == '\n' || c == '\r' || c == '\v' || c == '\f') return {Sort::kLineEnd};
  if (c >= '0' && c <= '9') return {Sort::kDigit};
  if (IsAsciiUpper(c)) return {Sort::kLetter, 1, true};
  if (IsAsciiLower(c)) return {Sort::kLetter};
  if (c == '\'') return {Sort::kApostrophe};
  if (c == '-') return {Sort::kHyphen};
  return {Sort::kSign};
}

std::size_t Utf8Size(unsigned char lead) {
  if (lead >= 0xF0) return 4;
  if (lead >= 0xE0) return 3;
  return lead >= 0xC0 ? 2 : 1;
}

// Whether the code point, Latin or Vietnamese, is a capital. In these blocks capital and small letters alternate, or
// lie 32 apart; other scripts have no matter here.
bool IsUpper(char32_t c) {
  if (c >= 0xC0 && c <= 0xDE) return c != 0xD7;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return (c % 2) == 1;
  if (c >= 0x100 && c <= 0x17E) return (c % 2) == 0;
  if (c == 0x1A0 || c == 0x1AF) return true;
  if (c >= 0x1E00 && c <= 0x1EFF) return (c % 2) == 0;
  return (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

Unit WideUnit(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t size = std::min(Utf8Size(lead), text.size() - at);
  if (size == 1) return {Sort::kSign};
  char32_t c = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) c = (c << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  if (c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200B)) return {Sort::kBlank, size};
  if (c == 0x2028 || c == 0x2029) return {Sort::kLineEnd, size};
  if (c == 0x2019 || c == 0x2BC || c == 0x2018) return {Sort::kApostrophe, size};
  if (c == 0x2010 || c == 0x2011) return {Sort::kHyphen, size};
  if (c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F)) {
    return {Sort::kSign, size};
  }
  return {Sort::kLetter, size, IsUpper(c)};
}

Unit UnitAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {Sort::kLineEnd, 0};
  return static_cast<unsigned char>(text[at]) < 0x80 ? AsciiUnit(text[at]) : WideUnit(text, at);
}

std::string FoldQuickly(std::string_view word) {
  std::string folded(word);
  for (char& c : folded) {
    if (static_cast<unsigned char>(c) >= 0x80) return Fold(word);
    if (IsAsciiUpper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<Token> Scan() {
    while (at_ < text_.size()) Step();
    return std::move(tokens_);
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
      case Sort::kLetter:
      case Sort::kDigit:
        return Word();
      default:
        Token sign;
        sign.span = {at_, at_ + unit.size};
        at_ += unit.size;
        sign.folded = FoldQuickly(text_.substr(sign.span.begin, unit.size));
        return Add(std::move(sign));
    }
  }

  void Word() {
    Token token;
    token.span.begin = at_;
    std::size_t letters = 0;
    std::size_t digits = 0;
    std::size_t capitals = 0;
    token.capital = UnitAt(text_, at_).upper;
    for (;;) {
      Unit unit = UnitAt(text_, at_);
      if (unit.sort == Sort::kApostrophe || unit.sort == Sort::kHyphen) {
        // Inside only between letters; the possessive 's ends the word.
        if (letters == 0 || digits > 0 || UnitAt(text_, at_ + unit.size).sort != Sort::kLetter) break;
        if (unit.sort == Sort::kApostrophe && IsPossessiveS(at_ + unit.size)) break;
      } else if (unit.sort != Sort::kLetter && unit.sort != Sort::kDigit) {
        break;
      }
      letters += unit.sort == Sort::kLetter ? 1 : 0;
      digits += unit.sort == Sort::kDigit ? 1 : 0;
      capitals += unit.upper ? 1 : 0;
      at_ += unit.size;
    }
    token.span.end = at_;
    token.kind = letters == 0 ? TokenKind::kNumber : digits == 0 ? TokenKind::kWord : TokenKind::kMixed;
    token.initial = letters == 1 && digits == 0;
    token.all_caps = letters > 1 && capitals == letters;
    token.folded = FoldQuickly(text_.substr(token.span.begin, token.span.size()));
    TakePossessive(token);
    Add(std::move(token));
  }

  // An s, alone, at `at`.
  bool IsPossessiveS(std::size_t at) const {
    return at < text_.size() && (text_[at] == 's' || text_[at] == 'S') && UnitAt(text_, at + 1).sort != Sort::kLetter &&
           UnitAt(text_, at + 1).sort != Sort::kDigit;
  }

  void TakePossessive(Token& token) {
    const Unit unit = UnitAt(text_, at_);
    if (token.kind != TokenKind::kWord || unit.sort != Sort::kApostrophe) return;
    if (IsPossessiveS(at_ + unit.size)) {
      token.possessive = true;
      at_ += unit.size + 1;
    } else if (token.folded.back() == 's') {
      token.possessive = true;  // Graves'; the sign is a token of its own, as it may close a quotation
    }
  }

  void Add(Token token) {
    token.line_start = line_start_;
    token.blanks_before = static_cast<std::uint8_t>(blanks_);
    line_start_ = false;
    blanks_ = 0;
    tokens_.push_back(std::move(token));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int blanks_ = 0;
  bool line_start_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Tokenize(PhiView text) { return Scanner(text.Expose()).Scan(); }

std::vector<std::string_view> HyphenParts(std::string_view folded) {
  std::vector<std::string_view> parts;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find('-'), folded.size());
    if (end > 0) parts.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return parts;
}

}  // namespace veil
