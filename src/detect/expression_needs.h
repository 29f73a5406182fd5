#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace veil {

// A short text that an expression cannot do without, in the symbols of SymbolOf.
struct Atom {
  std::string text;
  bool word_begins = false;  // no word character stands before it
  bool word_ends = false;    // nor after it

  friend auto operator<=>(const Atom&, const Atom&) = default;
};

// Texts of which one at least stands in whatever the expression matches.
using AtomChoice = std::vector<Atom>;

// Bytes that atoms do not tell apart have one symbol: a letter in both cases, all digits ('0'), all bytes beyond ASCII.
constexpr unsigned char SymbolOf(unsigned char byte) {
  if (byte >= 'A' && byte <= 'Z') return byte | 0x20U;
  if (byte >= '0' && byte <= '9') return '0';
  return byte < 0x80 ? byte : 0x80;
}

// What every match of `expression` holds, as far as its syntax shows it (Cox, "Regular Expression Matching with a
// Trigram Index", 2012, with whole words in place of trigrams): all choices, of each one text. None when nothing is
// known, as for syntax that pattern families have no use for.
//
// Letters of both cases are one symbol, so (?i) changes nothing, but for the two letters beyond ASCII that fold to
// ASCII, U+017F and U+212A: of a text with these, nothing is known.
std::vector<AtomChoice> NeedsOf(std::string_view expression);

}  // namespace veil
