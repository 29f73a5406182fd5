#include "codec/encoded_word.h"

#include <algorithm>

#include "base/fold.h"
#include "codec/base64.h"
#include "codec/body.h"

namespace veil {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The byte of "=E9" at `at`; -1: there is none.
int EscapeAt(std::string_view raw, std::size_t at, std::size_t end) {
  if (raw[at] != '=' || at + 2 >= end) return -1;
  const int high = HexDigit(raw[at + 1]);
  const int low = HexDigit(raw[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string FromQ(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = EscapeAt(text, i, text.size());
    if (byte >= 0) i += 2;
    bytes += byte >= 0 ? static_cast<char>(byte) : text[i] == '_' ? ' ' : text[i];
  }
  return bytes;
}

// One encoded word; gives where it ends, or 0.
std::size_t Word(std::string_view raw, std::size_t begin, std::size_t end, std::string& text) {
  if (!raw.substr(begin, end - begin).starts_with("=?")) return 0;
  const std::size_t charset_end = raw.find('?', begin + 2);
  if (charset_end == std::string_view::npos || charset_end + 3 >= end || raw[charset_end + 2] != '?') return 0;
  const std::size_t close = raw.find("?=", charset_end + 3);
  if (close == std::string_view::npos || close + 2 > end) return 0;
  const std::string_view inside = raw.substr(charset_end + 3, close - charset_end - 3);
  if (inside.find_first_of(kBlank) != std::string_view::npos) return 0;
  std::string_view charset = raw.substr(begin + 2, charset_end - begin - 2);
  charset = charset.substr(0, charset.find('*'));  // a language: RFC 2231 section 5
  const auto type = BodyTypeOf("text/plain;charset=" + std::string(charset));
  const char encoding = static_cast<char>(raw[charset_end + 1] | 0x20);
  if (!type || (encoding != 'b' && encoding != 'q')) return 0;
  const auto bytes = encoding == 'b' ? FromBase64(inside) : std::optional(FromQ(inside));
  if (!bytes || (*type->charset == Charset::kUtf8 && !IsUtf8(*bytes))) return 0;
  ByteMap unused;
  AppendDecoded(*type->charset, *bytes, {0, bytes->size()}, text, unused);
  return close + 2;
}

}  // namespace

std::optional<EncodedWords> EncodedWordsAt(std::string_view raw, std::size_t begin, std::size_t end) {
  EncodedWords words;
  const std::size_t first = Word(raw, begin, end, words.text);
  if (first == 0) return std::nullopt;
  words.raw = {begin, first};
  while (true) {
    const std::size_t next = raw.find_first_not_of(kBlank, words.raw.end);
    if (next == std::string_view::npos || next >= end || next == words.raw.end) return words;
    const std::size_t word_end = Word(raw, next, end, words.text);
    if (word_end == 0) return words;
    words.raw.end = word_end;
  }
}

std::string ToEncodedWords(std::string_view text, std::string_view fold) {
  constexpr std::size_t kBytesMax = 42;  // in base64 with what is around it, 75 characters at most
  std::string out;
  while (!text.empty()) {
    std::size_t size = std::min(kBytesMax, text.size());
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80) --size;
    if (!out.empty()) out += fold;
    out += "=?utf-8?B?" + ToBase64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return out;
}

void AppendQuotedPrintable(std::string_view raw, Span range, std::string& bytes, ByteMap& map) {
  for (std::size_t at = range.begin; at < range.end;) {
    const std::size_t mark = std::min(raw.find('=', at), range.end);
    bytes += raw.substr(at, mark - at);
    map.AppendCopied(at, mark - at);
    if (mark == range.end) return;
    at = mark + 1;
    if (const int byte = EscapeAt(raw, mark, range.end); byte >= 0) {
      bytes += static_cast<char>(byte);
      map.AppendTranslated(1, {mark, mark + 3});
      at = mark + 3;
      continue;
    }
    const std::size_t line_end = std::min(raw.find_first_not_of(" \t", at), range.end);
    if (line_end < range.end && (raw[line_end] == '\n' || raw.substr(line_end, 2) == "\r\n")) {
      at = std::min(line_end + (raw[line_end] == '\n' ? 1 : 2), range.end);
      continue;
    }
    bytes += '=';
    map.AppendCopied(mark, 1);
  }
}

std::string ToQuotedPrintable(std::string_view bytes, std::string_view line_end) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const bool last = i + 1 == bytes.size();  // a blank that might end a line does not stay one
    if (byte == '\n') {
      out += line_end;
    } else if (byte < 0x20 || byte >= 0x7F || byte == '=' || (last && byte == ' ')) {
      out += {'=', kHex[byte / 16U], kHex[byte % 16U]};
    } else {
      out += bytes[i];
    }
  }
  return out;
}

}  // namespace veil
