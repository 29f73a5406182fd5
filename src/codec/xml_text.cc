#include "codec/xml_text.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace veil {
namespace {

struct Named {
  std::string_view name;
  char32_t character;
};
constexpr std::array<Named, 5> kNamed = {{{"amp", U'&'}, {"lt", U'<'}, {"gt", U'>'}, {"quot", U'"'}, {"apos", U'\''}}};

constexpr std::size_t kReferenceSizeMax = 12;  // &#x0010FFFF;

int DigitOf(char c, int base) {
  int digit = -1;
  if (c >= '0' && c <= '9') digit = c - '0';
  if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
  if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
  return digit < base ? digit : -1;
}

// XML 1.0, production 2.
bool IsXmlCharacter(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF;
}

// The character of a numeric reference's inside ("39", "x27"); 0: none.
char32_t Numbered(std::string_view digits) {
  const int base = digits.starts_with('x') ? 16 : 10;
  if (base == 16) digits.remove_prefix(1);
  if (digits.empty()) return 0;
  char32_t character = 0;
  for (const char c : digits) {
    const int digit = DigitOf(c, base);
    if (digit < 0) return 0;
    character = character * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
    if (character > 0x10FFFF) return 0;
  }
  return IsXmlCharacter(character) ? character : 0;
}

// Whether the character has a byte of its own in every charset that AppendEncoded writes as `charset`.
bool HasByte(Charset charset, char32_t c) {
  if (charset == Charset::kUtf8 || c < 0x80) return true;
  const bool western = charset == Charset::kLatin1 || charset == Charset::kWindows1252;
  return western && c >= 0xA0 && c <= 0xFF;
}

void AppendReference(char32_t c, std::string& out) {
  out += "&#";
  out += std::to_string(static_cast<std::uint32_t>(c));
  out += ';';
}

std::string_view NameOf(char32_t c) {
  const auto* named = std::find_if(kNamed.begin(), kNamed.end(), [&](const Named& n) { return n.character == c; });
  return named == kNamed.end() ? std::string_view() : named->name;
}

// Whether the ASCII character must be written as a reference at `place`.
bool NeedsReference(XmlPlace place, char32_t c) {
  if (place == XmlPlace::kAttribute) return c == '&' || c == '<' || c == '"' || c == '\'';
  return c == '&' || c == '<' || c == '>';
}

// Whether the character, written after `out`, could end a place that knows no references: ]]>, --, ?>.
bool EndsPlace(XmlPlace place, char32_t c, std::string_view out) {
  if (place == XmlPlace::kCdata) return c == '>' && (out.empty() || out.ends_with(']'));
  return c == (place == XmlPlace::kComment ? U'-' : U'?') || c == '<' || c == '>';
}

}  // namespace

XmlReference ReadXmlReference(std::string_view raw, std::size_t at, std::size_t end) {
  const std::string_view from = raw.substr(at, std::min(end - at, kReferenceSizeMax));
  const std::size_t close = from.find(';');
  if (close == std::string_view::npos || close < 2) return {};
  const std::string_view inside = from.substr(1, close - 1);
  if (inside[0] == '#') {
    const char32_t character = Numbered(inside.substr(1));
    return {character, character == 0 ? 0 : close + 1};
  }
  const auto* named = std::find_if(kNamed.begin(), kNamed.end(), [&](const Named& n) { return n.name == inside; });
  if (named == kNamed.end()) return {};
  return {named->character, close + 1};
}

void AppendXmlText(Charset charset, std::string_view raw, Span range, std::string& text, ByteMap& map) {
  const std::string_view bounded = raw.substr(0, range.end);
  for (std::size_t begin = range.begin; begin < range.end;) {
    std::size_t mark = std::min(bounded.find('&', begin), range.end);
    const XmlReference reference = mark < range.end ? ReadXmlReference(bounded, mark, range.end) : XmlReference{};
    if (mark < range.end && reference.size == 0) ++mark;  // a bare '&', which only a place without references has
    AppendDecoded(charset, bounded, {begin, mark}, text, map);
    if (reference.size > 0) {
      const std::size_t before = text.size();
      AppendUtf8(reference.character, text);
      map.AppendTranslated(text.size() - before, {mark, mark + reference.size});
    }
    begin = mark + reference.size;
  }
}

std::string XmlEscaped(Charset charset, XmlPlace place, std::string_view text) {
  const bool references = place == XmlPlace::kText || place == XmlPlace::kAttribute;
  std::string out;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    const std::int64_t begin = i;
    UChar32 decoded = 0;
    U8_NEXT(bytes, i, size, decoded);
    const char32_t c = decoded < 0 ? U'?' : static_cast<char32_t>(decoded);
    const std::string_view character =
        text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
    const bool line_end = c == '\n' && place != XmlPlace::kAttribute;
    if ((c < 0x20 && !line_end) || c == 0x7F || !IsXmlCharacter(c)) {
      out += ' ';
    } else if (references && NeedsReference(place, c)) {
      out += '&';
      out += NameOf(c);
      out += ';';
    } else if (!references && EndsPlace(place, c, out)) {
      out += ' ';
    } else if (references && !HasByte(charset, c)) {
      AppendReference(c, out);
    } else {
      AppendEncoded(charset, decoded < 0 ? "?" : character, out);
    }
  }
  return out;
}

}  // namespace veil
