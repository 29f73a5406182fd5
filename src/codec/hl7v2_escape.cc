#include "codec/hl7v2_escape.h"

#include <algorithm>
#include <optional>

#include "base/fold.h"

namespace veil::hl7v2 {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool IsHex(std::string_view digits) {
  return !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) { return HexValue(c) >= 0; });
}

// The text of \Xhh..\; nothing if the bytes are no text in the charset.
std::optional<std::string> HexText(Charset charset, std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    bytes += static_cast<char>(HexValue(digits[i]) * 16 + HexValue(digits[i + 1]));
  }
  if (bytes.find('\0') != kNone) return std::nullopt;
  const bool single_byte = charset != Charset::kUtf8 && charset != Charset::kAscii;
  if (!single_byte && !IsUtf8(bytes)) return std::nullopt;
  std::string text;
  ByteMap unused;
  AppendDecoded(charset, bytes, {0, bytes.size()}, text, unused);
  return text;
}

// The delimiter that a one-letter escape names; '\0': none.
char Named(const Delimiters& d, char letter) {
  switch (letter) {
    case 'F':
      return d.field;
    case 'S':
      return d.component;
    case 'T':
      return d.subcomponent;
    case 'R':
      return d.repetition;
    case 'E':
      return d.escape;
    case 'P':
      return d.truncation;
    default:
      return '\0';
  }
}

// A formatting command (v2.5.1 2.7.6): letters, then an optional signed number.
bool IsFormatting(std::string_view body) {
  constexpr std::size_t kLongest = 8;
  return body.size() >= 3 && body.size() <= kLongest && body[0] == '.' &&
         std::all_of(body.begin() + 1, body.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
                  c == ' ';
         });
}

bool IsPlain(std::string_view body) {
  return std::all_of(body.begin(), body.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

// What the escape with this body decodes to; nothing if there is no such escape.
std::optional<std::string> Meaning(Charset charset, const Delimiters& d, std::string_view body) {
  constexpr std::size_t kLongestPrivate = 32;
  if (body.empty()) return std::nullopt;
  if (body.size() == 1) {
    if (body == "H" || body == "N") return std::string();
    const char named = Named(d, body[0]);
    if (named != '\0') return std::string(1, named);
    return std::nullopt;
  }
  if (IsFormatting(body)) {
    const std::string_view command = body.substr(1, 2);
    return command == "br" || command == "sp" || command == "ce" || command == "BR" || command == "SP" ? "\n" : " ";
  }
  const std::string own = std::string(1, d.escape) + std::string(body) + d.escape;
  const std::string_view rest = body.substr(1);
  if (body[0] == 'X' && rest.size() % 2 == 0 && IsHex(rest)) return HexText(charset, rest).value_or(own);
  if ((body[0] == 'C' || body[0] == 'M') && (rest.size() == 4 || rest.size() == 6) && IsHex(rest)) return own;
  if (body[0] == 'Z' && body.size() <= kLongestPrivate && IsPlain(body)) return own;
  return std::nullopt;
}

}  // namespace

void AppendUnescaped(Charset charset, const Delimiters& delimiters, std::string_view raw, Span range, std::string& text,
                     ByteMap& map) {
  std::size_t plain = range.begin;  // where text without escapes began
  raw = raw.substr(0, range.end);
  std::size_t open = delimiters.escape == '\0' ? kNone : raw.find(delimiters.escape, range.begin);
  while (open != kNone) {
    const std::size_t close = raw.find(delimiters.escape, open + 1);
    if (close == kNone) break;
    if (const auto meaning = Meaning(charset, delimiters, raw.substr(open + 1, close - open - 1))) {
      AppendDecoded(charset, raw, {plain, open}, text, map);
      text += *meaning;
      map.AppendTranslated(meaning->size(), {open, close + 1});
      plain = close + 1;
      open = raw.find(delimiters.escape, plain);
    } else {
      open = close;
    }
  }
  AppendDecoded(charset, raw, {plain, range.end}, text, map);
}

std::string Escaped(Charset charset, const Delimiters& delimiters, std::string_view text) {
  std::string encoded;
  AppendEncoded(charset, text, encoded);
  std::string out;
  out.reserve(encoded.size());
  for (const char c : encoded) {
    const auto byte = static_cast<unsigned char>(c);
    char name = '\0';
    for (const char letter : std::string_view("FSTRE")) {
      if (c == Named(delimiters, letter)) name = letter;
    }
    if (c == '\n' && delimiters.escape != '\0') {
      out += std::string{delimiters.escape, '.', 'b', 'r', delimiters.escape};
    } else if (byte < 0x20 || byte == 0x7F || (name != '\0' && delimiters.escape == '\0')) {
      out += ' ';
    } else if (name != '\0') {
      out += std::string{delimiters.escape, name, delimiters.escape};
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace veil::hl7v2
