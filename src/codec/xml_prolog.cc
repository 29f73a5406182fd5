#include "codec/xml_prolog.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/fold.h"

namespace veil {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t\r\n";
constexpr std::string_view kDeclaration = "<?xml";

struct CharsetName {
  std::string_view name;  // lower case
  Charset charset;
};
constexpr std::array<CharsetName, 12> kCharsetNames = {{{"utf-8", Charset::kUtf8},
                                                        {"utf8", Charset::kUtf8},
                                                        {"us-ascii", Charset::kAscii},
                                                        {"ascii", Charset::kAscii},
                                                        {"iso-8859-1", Charset::kWindows1252},
                                                        {"iso8859-1", Charset::kWindows1252},
                                                        {"latin1", Charset::kWindows1252},
                                                        {"iso-8859-15", Charset::kLatin9},
                                                        {"latin-9", Charset::kLatin9},
                                                        {"windows-1252", Charset::kWindows1252},
                                                        {"cp1252", Charset::kWindows1252},
                                                        {"cp-1252", Charset::kWindows1252}}};

std::optional<Charset> CharsetFromName(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto* found = std::find_if(kCharsetNames.begin(), kCharsetNames.end(),
                                   [&](const CharsetName& known) { return known.name == lower; });
  if (found == kCharsetNames.end()) return std::nullopt;
  return found->charset;
}

// A document in UTF-16 or UTF-32: a byte order mark of theirs, or a '<' with a NUL at its side.
bool IsWide(std::string_view bytes) {
  if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) return true;
  const std::string_view start = bytes.substr(0, 4);
  return start.find('<') != std::string_view::npos && start.find('\0') != std::string_view::npos;
}

// The value of `encoding` in the inside of a declaration; nothing if it is not given or not quoted.
std::optional<std::string_view> EncodingOf(std::string_view inside) {
  constexpr std::string_view kWord = "encoding";
  const std::size_t word = inside.find(kWord);
  if (word == std::string_view::npos) return std::nullopt;
  const std::size_t equals = inside.find_first_not_of(kBlank, word + kWord.size());
  if (equals == std::string_view::npos || inside[equals] != '=') return std::nullopt;
  const std::size_t quote = inside.find_first_not_of(kBlank, equals + 1);
  if (quote == std::string_view::npos || (inside[quote] != '"' && inside[quote] != '\'')) return std::nullopt;
  const std::size_t close = inside.find(inside[quote], quote + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return inside.substr(quote + 1, close - quote - 1);
}

// The first byte that no character of the document may have; npos: none.
std::size_t BadByte(std::string_view bytes, Charset charset) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const bool control = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
    if (control || (charset == Charset::kAscii && byte >= 0x80)) return i;
  }
  std::size_t bad = 0;
  if (charset == Charset::kUtf8 && !IsUtf8(bytes, &bad)) return bad;
  return std::string_view::npos;
}

}  // namespace

Result<XmlProlog> ReadXmlProlog(PhiView message) {
  const std::string_view bytes = message.Expose();
  if (IsWide(bytes)) return Fail(ErrorCode::kUnsupportedCharset, "UTF-16 and UTF-32 are not decoded", 0);
  XmlProlog prolog;
  const bool marked = bytes.starts_with(kByteOrderMark);
  prolog.body = bytes.find_first_not_of(kBlank, marked ? kByteOrderMark.size() : 0);
  if (prolog.body == std::string_view::npos) return Fail(ErrorCode::kEmpty, "the document has no elements");
  const std::string_view rest = bytes.substr(prolog.body);
  const bool declared = rest.starts_with(kDeclaration) && rest.size() > kDeclaration.size() &&
                        kBlank.find(rest[kDeclaration.size()]) != std::string_view::npos;
  if (declared) {
    const auto offset = static_cast<std::int64_t>(prolog.body);
    const std::size_t close = rest.find("?>");
    if (close == std::string_view::npos) return Fail(ErrorCode::kMalformed, "the XML declaration does not end", offset);
    if (const auto encoding = EncodingOf(rest.substr(0, close))) {
      const auto charset = CharsetFromName(*encoding);
      if (!charset) return Fail(ErrorCode::kUnsupportedCharset, "the declared charset is not decoded", offset);
      if (marked && *charset != Charset::kUtf8) {
        return Fail(ErrorCode::kUnsupportedCharset, "the byte order mark and the declared charset disagree", offset);
      }
      prolog.charset = *charset;
    }
    prolog.body += close + 2;
  }
  if (const std::size_t bad = BadByte(bytes, prolog.charset); bad != std::string_view::npos) {
    return Fail(ErrorCode::kInvalidEncoding, "a byte that the charset does not have", static_cast<std::int64_t>(bad));
  }
  return prolog;
}

}  // namespace veil
