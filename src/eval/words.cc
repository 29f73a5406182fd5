#include "eval/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace veil {

Characters Words::Inside(const Span& range) const {
  const auto before = [](const Span& character, std::size_t position) { return character.begin < position; };
  const auto first = std::lower_bound(characters.begin(), characters.end(), range.begin, before);
  const auto last = std::lower_bound(first, characters.end(), range.end, before);
  return {first, last};
}

Words ReadWords(std::string_view text) {
  Words words;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    const auto begin = static_cast<std::size_t>(i);
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0 || !u_isalnum(c)) continue;
    const Span character = {begin, static_cast<std::size_t>(i)};
    const bool touches = !words.tokens.empty() && words.tokens.back().end == begin;
    words.characters.push_back(character);
    if (touches) {
      words.tokens.back().end = character.end;
    } else {
      words.tokens.push_back(character);
    }
  }
  return words;
}

std::vector<Characters> Tokens(Characters characters) {
  std::vector<Characters> tokens;
  std::size_t first = 0;
  for (std::size_t i = 1; i <= characters.size(); ++i) {
    if (i < characters.size() && characters[i].begin == characters[i - 1].end) continue;
    tokens.push_back(characters.subspan(first, i - first));
    first = i;
  }
  return tokens;
}

}  // namespace veil
