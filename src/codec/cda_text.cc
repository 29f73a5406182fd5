#include "codec/cda_text.h"

#include <utility>

#include "codec/xml_text.h"

namespace veil::cda {

void AppendContent(Charset charset, XmlKind kind, std::string_view raw, Span span, std::string& text, ByteMap& map) {
  if (kind == XmlKind::kText || kind == XmlKind::kStart) {
    AppendXmlText(charset, raw, span, text, map);
  } else {
    AppendDecoded(charset, raw, span, text, map);
  }
}

void TextRun::Add(const XmlToken& token, const Field& prototype, Document& document) {
  const std::string_view piece = raw_.substr(token.content.begin, token.content.size());
  const bool blank = piece.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (blank && (!field_ || separator_ != '\0')) return;
  if (!field_) {
    document.fields.push_back(prototype);
    field_ = document.fields.size() - 1;
    separator_ = '\0';
  }
  Field& field = document.fields[*field_];
  std::string text = std::move(field.text).Expose();
  if (separator_ != '\0') {
    text += separator_;
    field.map.AppendVirtual(1, token.content.begin);
    separator_ = '\0';
  }
  AppendContent(charset_, token.kind, raw_, token.content, text, field.map);
  field.text = PhiString(std::move(text));
}

void TextRun::Break(char separator) {
  if (separator_ != '\n') separator_ = separator;
}

void TextRun::End() {
  field_.reset();
  separator_ = '\0';
}

}  // namespace veil::cda
