#include "detect/tokens.h"

#include <algorithm>

#include "base/fold.h"
#include "detect/token_scanner.h"

namespace veil {
namespace token_scanner {
namespace {

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

}  // namespace

Unit WideUnit(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t size = std::min(Utf8Size(lead), text.size() - at);
  if (size == 1) return {Sort::kSign, 1};
  char32_t c = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) c = (c << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  if (c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200B)) return {Sort::kBlank, size};
  if (c == 0x2028 || c == 0x2029) return {Sort::kLineEnd, size};
  if (c == 0x2019 || c == 0x2BC || c == 0x2018) return {Sort::kApostrophe, size};
  if (c == 0x2010 || c == 0x2011) return {Sort::kHyphen, size};
  if (c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F)) {
    return {Sort::kSign, size};
  }
  return {IsUpper(c) ? Sort::kCapital : Sort::kSmall, size};
}

}  // namespace token_scanner

std::string_view Folded::Fold(std::size_t begin, std::size_t end) {
  return wide_.emplace_front(veil::Fold(text_.substr(begin, end - begin)));
}

Tokens::Tokens(PhiView text) : folded_(text.Expose()) {
  const auto add = [&](const Token& token) { tokens_.push_back(token); };
  token_scanner::Scanner(text.Expose(), folded_, add).Scan();
}

}  // namespace veil
