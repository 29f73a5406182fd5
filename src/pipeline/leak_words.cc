#include "pipeline/leak_words.h"

#include <algorithm>

#include "base/fold.h"

namespace veil {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Bytes of a character outside ASCII count as letters, but for those of the marks that typography puts between words
// (U+00A0..U+00BF, U+2000..U+206F).
std::size_t WordCharacter(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return IsDigit(text[at]) || (byte | 0x20U) - 'a' < 26U ? 1 : 0;
  if (byte == 0xC2) return 0;
  if (byte == 0xE2 && at + 1 < text.size()) {
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if (next == 0x80 || next == 0x81) return 0;
  }
  return 1;
}

}  // namespace

std::vector<LeakWord> LeakWords(std::string_view text) {
  std::vector<LeakWord> words;
  for (std::size_t at = 0; at < text.size();) {
    if (WordCharacter(text, at) == 0) {
      // Skip the whole character, so that the tail of a mark is not taken for a letter.
      ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && WordCharacter(text, at) != 0) ++at;
    const std::string_view word = text.substr(begin, at - begin);
    words.push_back(
        {{begin, at}, Fold(word), std::all_of(word.begin(), word.end(), IsDigit), word[0] >= 'a' && word[0] <= 'z'});
  }
  return words;
}

}  // namespace veil
