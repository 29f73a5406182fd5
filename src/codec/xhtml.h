#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/literal.h"
#include "message/byte_map.h"

namespace veil::xhtml {

enum class AttributeKind : std::uint8_t {
  kUri,      // href, src, cite
  kLocalId,  // id, name: a link inside the page
  kText,     // title, alt, and whatever is no layout
};

// An attribute that may hold more than layout.
struct Attribute {
  AttributeKind kind = AttributeKind::kText;
  Literal name;  // "href"; "attribute" for one that the list of names lacks
  std::string text;
  ByteMap map;
};

// A page or a piece of one, as people read it.
struct Content {
  // What stands between the tags: tags of one line (b, span, a) are nothing, so that a name cut by them is whole; cells
  // are held apart, and blocks and br begin a line. Entities are translated, a no-break space or hyphen is a plain one.
  std::string text;
  ByteMap map;
  std::vector<Attribute> attributes;
  std::vector<Span> hidden;  // nobody reads them: the insides of comments, scripts, CDATA, declarations
};

// Opens UTF-8 XHTML or HTML. Never fails: what is no tag of HTML is text. Linear in its size; maps lead to bytes of
// `source`.
Content Read(std::string_view source);

// UTF-8 text as text or attribute value of XHTML.
std::string Escaped(std::string_view text);

}  // namespace veil::xhtml
