#include "codec/charset.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "base/fold.h"

namespace veil {
namespace {

// Windows-1252, 0x80-0x9F; the five bytes it leaves open keep their C1 control.
constexpr std::array<char32_t, 32> kWindows1252High = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                       0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

struct Substitution {
  unsigned char byte;
  char32_t character;
};
// ISO-8859-15 where it differs from ISO-8859-1.
constexpr std::array<Substitution, 8> kLatin9High = {{{0xA4, 0x20AC},
                                                      {0xA6, 0x0160},
                                                      {0xA8, 0x0161},
                                                      {0xB4, 0x017D},
                                                      {0xB8, 0x017E},
                                                      {0xBC, 0x0152},
                                                      {0xBD, 0x0153},
                                                      {0xBE, 0x0178}}};

char32_t Decode(Charset charset, unsigned char byte) {
  if (charset == Charset::kWindows1252 && byte >= 0x80 && byte < 0xA0) return kWindows1252High[byte - 0x80U];
  if (charset == Charset::kLatin9) {
    for (const Substitution& s : kLatin9High) {
      if (s.byte == byte) return s.character;
    }
  }
  return byte;
}

// The byte of `c` in a charset of single bytes; -1: it has none.
int EncodeByte(Charset charset, char32_t c) {
  if (c < 0x80) return static_cast<int>(c);
  if (charset == Charset::kAscii) return -1;
  for (int byte = 0x80; byte < 0x100; ++byte) {
    if (Decode(charset, static_cast<unsigned char>(byte)) == c) return byte;
  }
  return -1;
}

// The nearest ASCII of a character, in its own case; '?' if there is none.
std::string Nearest(std::string_view character, char32_t c) {
  std::string folded = Fold(character);
  const bool ascii = !folded.empty() && std::all_of(folded.begin(), folded.end(),
                                                    [](char b) { return static_cast<unsigned char>(b) < 0x80; });
  if (!ascii) return "?";
  if (u_isupper(static_cast<UChar32>(c)) != 0) {
    folded[0] = static_cast<char>(u_toupper(static_cast<UChar32>(folded[0])));
  }
  return folded;
}

}  // namespace

void AppendDecoded(Charset charset, std::string_view raw, Span range, std::string& text, ByteMap& map) {
  if (charset == Charset::kAscii || charset == Charset::kUtf8) {
    text += raw.substr(range.begin, range.size());
    map.AppendCopied(range.begin, range.size());
    return;
  }
  for (std::size_t i = range.begin; i < range.end;) {
    std::size_t end = i;
    while (end < range.end && static_cast<unsigned char>(raw[end]) < 0x80) ++end;
    text += raw.substr(i, end - i);
    map.AppendCopied(i, end - i);
    if (end < range.end) {
      const std::size_t before = text.size();
      AppendUtf8(Decode(charset, static_cast<unsigned char>(raw[end])), text);
      map.AppendTranslated(text.size() - before, {end, end + 1});
      ++end;
    }
    i = end;
  }
}

void AppendUtf8(char32_t c, std::string& out) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  std::size_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, static_cast<UChar32>(c));
  out.append(bytes.data(), size);
}

void AppendEncoded(Charset charset, std::string_view text, std::string& out) {
  if (charset == Charset::kUtf8) {
    out += text;
    return;
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    const std::int64_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    const int byte = c < 0 ? '?' : EncodeByte(charset, static_cast<char32_t>(c));
    if (byte >= 0) {
      out += static_cast<char>(byte);
    } else {
      out += Nearest(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin)),
                     static_cast<char32_t>(c));
    }
  }
}

}  // namespace veil
