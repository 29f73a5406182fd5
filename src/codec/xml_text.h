#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "codec/charset.h"
#include "message/byte_map.h"

namespace veil {

// A reference that stands for one character: `&amp;`, `&#39;`, `&#x27;` (XML 1.0, 4.1 and 4.6).
struct XmlReference {
  char32_t character = 0;
  std::size_t size = 0;  // in bytes, '&' and ';' included; 0: none that is known
};

// The reference that begins at raw[at], an '&', and ends before raw[end]. There are five named ones; a document that
// declares others has a DOCTYPE and is refused.
XmlReference ReadXmlReference(std::string_view raw, std::size_t at, std::size_t end);

// Appends raw[range], text between tags or the value of an attribute, decoded; a reference is one translated piece.
void AppendXmlText(Charset charset, std::string_view raw, Span range, std::string& text, ByteMap& map);

// Where text stands in a document, for what must be written otherwise there.
enum class XmlPlace : std::uint8_t { kText, kAttribute, kCdata, kComment, kInstruction };

// UTF-8 text as it is written at `place` in `charset`. What the charset lacks is a numeric reference; where none may
// stand (CDATA, comments, instructions), it is the nearest ASCII, and marks that would end the place become blanks.
std::string XmlEscaped(Charset charset, XmlPlace place, std::string_view text);

}  // namespace veil
