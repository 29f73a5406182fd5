#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "message/byte_map.h"

namespace veil {

// Encoded words of a header field (RFC 2047) that stand beside each other: blanks between them are nothing.
struct EncodedWords {
  Span raw;          // from the first "=?" to the last "?="
  std::string text;  // UTF-8
};

// The encoded words that begin at `begin`; nothing if none does, or its charset or encoding is not read.
std::optional<EncodedWords> EncodedWordsAt(std::string_view raw, std::size_t begin, std::size_t end);

// UTF-8 text as encoded words of at most 75 bytes, with `fold` between them.
std::string ToEncodedWords(std::string_view text, std::string_view fold);

// A body in quoted-printable (RFC 2045 section 6.7), decoded; soft line breaks are nothing, what is no escape is
// itself.
void AppendQuotedPrintable(std::string_view raw, Span range, std::string& bytes, ByteMap& map);

// Bytes as quoted-printable; LF becomes `line_end`.
std::string ToQuotedPrintable(std::string_view bytes, std::string_view line_end);

}  // namespace veil
