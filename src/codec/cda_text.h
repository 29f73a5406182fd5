#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "codec/charset.h"
#include "codec/xml_scanner.h"
#include "message/document.h"

namespace veil::cda {

// Joins the pieces of one text (between inline tags, in CDATA, over the cells of a table) into one field, so that a
// name that a tag cuts is whole. What stands between two blocks or cells is a virtual character.
class TextRun {
 public:
  TextRun(std::string_view raw, Charset charset) : raw_(raw), charset_(charset) {}

  // Adds the content of a text or CDATA token. The first piece that is not blank makes the field, a copy of
  // `prototype`; blanks at the start of a block are left out.
  void Add(const XmlToken& token, const Field& prototype, Document& document);

  // The next piece begins a new line ('\n') or cell ('\t').
  void Break(char separator);

  // The next piece begins a new field.
  void End();

 private:
  std::string_view raw_;
  Charset charset_;
  std::optional<std::size_t> field_;  // of the document, that grows
  char separator_ = '\0';             // to be put before the next piece
};

// The text of a token or attribute, decoded: CDATA, comments and instructions know no references.
void AppendContent(Charset charset, XmlKind kind, std::string_view raw, Span span, std::string& text, ByteMap& map);

}  // namespace veil::cda
