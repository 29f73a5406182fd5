#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/literal.h"
#include "base/result.h"
#include "message/byte_map.h"

namespace veil::rtf {

// The inside of a destination that nobody reads as text.
struct Hidden {
  Span raw;
  Literal what;  // "info", "pict", "object", ...; "destination" for one that Veil does not know
};

// An RTF document (Microsoft, Rich Text Format Specification 1.9.1) as people read it.
struct Content {
  // Formatting inside a line is nothing, so that a name cut by it is whole; paragraphs, lines and rows end in a line
  // end, cells are held apart. \'hh, \uN with what stands in for it, and symbols are characters.
  std::string text;
  ByteMap map;
  std::vector<Hidden> hidden;  // in order: what is in no reader's sight
  std::vector<Span> tables;    // of fonts and styles: the document needs them
};

bool Recognizes(std::string_view bytes);  // begins with "{\rtf"

// Linear in the size of `source`; maps lead to its bytes. Errors: kMalformed (groups that do not close, \bin past the
// end), kTooLarge (groups nest over `depth_max`), kUnsupportedCharset (a character of a code page other than 1252).
Result<Content> Read(std::string_view source, std::size_t depth_max);

// UTF-8 text as RTF at byte `position` of `source`, where a control word may end.
std::string Escaped(std::string_view source, std::size_t position, std::string_view text);

}  // namespace veil::rtf
