#include "base/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace veil {
namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Letters whose stroke or ligature is no combining mark, so that decomposition leaves them alone, and typographic
// marks.
std::string_view Plain(UChar32 c) {
  switch (c) {
    case 0x00F8:
      return "o";  // ø
    case 0x0142:
      return "l";  // ł
    case 0x0111:
      return "d";  // đ
    case 0x00F0:
      return "d";  // ð
    case 0x00FE:
      return "th";  // þ
    case 0x0131:
      return "i";  // ı
    case 0x00E6:
      return "ae";  // æ
    case 0x0153:
      return "oe";  // œ
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x02BB:
      return "'";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
      return "-";
    default:
      return {};
  }
}

}  // namespace

std::string Fold(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  if (IsAscii(word)) {
    std::transform(word.begin(), word.end(), std::back_inserter(out), LowerAscii);
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())});
  text.foldCase();
  if (U_SUCCESS(status)) text = nfkd->normalize(text, status);
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    if (const std::string_view plain = Plain(c); !plain.empty()) {
      out += plain;
    } else {
      icu::UnicodeString(c).toUTF8String(out);
    }
  }
  return out;
}

bool IsUtf8(std::string_view text, std::size_t* bad_offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    if (bytes[i] < 0x80) {
      ++i;
      continue;
    }
    const std::int64_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) {
      if (bad_offset != nullptr) *bad_offset = static_cast<std::size_t>(begin);
      return false;
    }
  }
  return true;
}

}  // namespace veil
