#include "pipeline/leak_words.h"

#include "base/fold.h"

namespace veil {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSmall(char c) { return c >= 'a' && c <= 'z'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }

// Bytes of a character outside ASCII count as letters, but for those of the marks that typography puts between words
// (U+00A0..U+00BF, U+2000..U+206F).
bool IsWordByte(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return (byte | 0x20U) - 'a' < 26U || IsDigit(text[at]);
  if (byte == 0xC2) return false;
  if (byte == 0xE2 && at + 1 < text.size()) {
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if (next == 0x80 || next == 0x81) return false;
  }
  return true;
}

// FNV-1a.
constexpr std::uint64_t kHashStart = 0xCBF29CE484222325;
std::uint64_t HashMore(std::uint64_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3; }

}  // namespace

LeakWords::LeakWords(std::string_view text) : folded_(new char[text.size()]) {
  constexpr std::size_t kBytesOfWord = 5;
  words_.reserve(text.size() / kBytesOfWord + 1);
  for (std::size_t at = 0; at < text.size();) {
    if (!IsWordByte(text, at)) {
      // Skip the whole character, so that the tail of a mark is not taken for a letter.
      ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) ++at;
      continue;
    }
    LeakWord word{{at, at}, {}, kHashStart, true, IsSmall(text[at]), false};
    bool ascii = true;
    for (char before = text[at]; at < text.size() && IsWordByte(text, at); before = text[at++]) {
      const char c = text[at];
      ascii = ascii && static_cast<unsigned char>(c) < 0x80;
      word.digits = word.digits && IsDigit(c);
      word.glued = word.glued || IsDigit(c) != IsDigit(before) || (IsCapital(c) && !IsCapital(before));
      folded_[at] = IsCapital(c) ? static_cast<char>(c | 0x20) : c;
      word.hash = HashMore(word.hash, folded_[at]);
    }
    word.span.end = at;
    word.folded = {folded_.get() + word.span.begin, word.span.size()};
    if (!ascii) {
      word.folded = others_.emplace_front(Fold(text.substr(word.span.begin, word.span.size())));
      word.hash = kHashStart;
      for (const char c : word.folded) word.hash = HashMore(word.hash, c);
    }
    words_.push_back(word);
  }
}

}  // namespace veil
