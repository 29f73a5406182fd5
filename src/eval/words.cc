#include "eval/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace veil {

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

}  // namespace veil
