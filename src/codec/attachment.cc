#include "codec/attachment.h"

#include <algorithm>
#include <array>

#include "base/fold.h"
#include "codec/base64.h"
#include "codec/charset.h"
#include "codec/splice.h"
#include "codec/xhtml.h"

namespace veil {
namespace {

struct MediaType {
  AttachmentForm form = AttachmentForm::kText;
  Charset charset = Charset::kUtf8;
};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// What a media type says; nothing for one that is not read.
std::optional<MediaType> Parse(std::string_view said) {
  constexpr std::array<std::string_view, 2> kTexts = {"text/plain", "text/markdown"};
  constexpr std::array<std::string_view, 2> kPages = {"text/html", "application/xhtml+xml"};
  std::string lower = Lower(said);
  std::erase_if(lower, [](char c) { return c == ' ' || c == '"' || c == '\t'; });
  const std::string_view type = std::string_view(lower).substr(0, lower.find(';'));
  MediaType media;
  if (std::find(kPages.begin(), kPages.end(), type) != kPages.end()) {
    media.form = AttachmentForm::kHtml;
  } else if (std::find(kTexts.begin(), kTexts.end(), type) == kTexts.end()) {
    return std::nullopt;
  }
  const std::size_t at = lower.find(";charset=");
  if (at == std::string::npos) return media;
  const std::string_view rest = std::string_view(lower).substr(at + 9);
  const std::string_view charset = rest.substr(0, rest.find(';'));
  if (charset == "utf-8" || charset == "utf8" || charset == "us-ascii") return media;
  if (charset == "iso-8859-1" || charset == "windows-1252" || charset == "latin1") {
    media.charset = Charset::kWindows1252;
    return media;
  }
  return std::nullopt;
}

// A binary file has bytes that no text has.
bool IsText(std::string_view bytes, Charset charset) {
  const bool control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
  });
  return !control && (charset != Charset::kUtf8 || IsUtf8(bytes));
}

Field NewField(FieldClass field_class, std::string text, ByteMap map) {
  Field field;
  field.field_class = field_class;
  field.map.AppendVirtual(text.size(), 0);
  field.text = PhiString(std::move(text));
  field.encoded.emplace();
  field.encoded->map = std::move(map);
  return field;
}

std::vector<Field> OpenPage(const std::string& bytes) {
  std::vector<Field> fields;
  xhtml::Content page = xhtml::Read(bytes);
  if (!page.text.empty()) {
    fields.push_back(NewField(FieldClass::kFreeText, std::move(page.text), std::move(page.map)));
  }
  for (xhtml::Attribute& attribute : page.attributes) {
    const bool text = attribute.kind == xhtml::AttributeKind::kText;
    Field field = NewField(text ? FieldClass::kFreeText : FieldClass::kIdentifier, std::move(attribute.text),
                           std::move(attribute.map));
    if (!text) field.type = attribute.kind == xhtml::AttributeKind::kUri ? IdentifierType::kUrl : IdentifierType::kId;
    fields.push_back(std::move(field));
  }
  for (const Span& hidden : page.hidden) {
    fields.push_back(NewField(FieldClass::kUnknown, bytes.substr(hidden.begin, hidden.size()),
                              ByteMap::Identity(hidden.begin, hidden.size())));
  }
  return fields;
}

}  // namespace

std::optional<std::vector<Field>> OpenAttachment(std::string_view encoded, std::string_view media_type) {
  const auto media = Parse(media_type);
  if (!media) return std::nullopt;
  const auto bytes = FromBase64(encoded);
  if (!bytes || !IsText(*bytes, media->charset)) return std::nullopt;
  if (media->form == AttachmentForm::kHtml) {
    // Maps of pages are of UTF-8.
    if (media->charset != Charset::kUtf8 && !IsUtf8(*bytes)) return std::nullopt;
    return OpenPage(*bytes);
  }
  std::string text;
  ByteMap map;
  AppendDecoded(media->charset, *bytes, {0, bytes->size()}, text, map);
  std::vector<Field> fields;
  if (!text.empty()) fields.push_back(NewField(FieldClass::kFreeText, std::move(text), std::move(map)));
  return fields;
}

Result<std::string> CloseAttachment(std::string_view encoded, std::string_view media_type, const Document& document,
                                    std::span<const Replacement> replacements) {
  const auto media = Parse(media_type);
  const auto bytes = FromBase64(encoded);
  if (!media || !bytes) return Fail(ErrorCode::kEncodeFailed, "an attachment that was never opened");
  const Escape escape = [&](std::string_view text, std::size_t) {
    if (media->form == AttachmentForm::kHtml) return xhtml::Escaped(text);
    std::string out;
    AppendEncoded(media->charset, text, out);
    return out;
  };
  std::vector<Edit> edits;
  Document inner;  // one field, whose map leads to the decoded bytes
  inner.fields.emplace_back();
  std::size_t field = document.fields.size();
  for (const Replacement& replacement : replacements) {
    if (field != replacement.field) inner.fields[0].map = document.fields[replacement.field].encoded->map;
    field = replacement.field;
    const Replacement moved{0, replacement.span, replacement.text};
    if (!Fits(inner, moved)) return Fail(ErrorCode::kEncodeFailed, "a replacement fits no field");
    AppendEdits(inner, moved, escape, edits);
  }
  VEIL_ASSIGN(const PhiString edited, Apply(PhiView(*bytes), std::move(edits)));
  return ToBase64(edited.Expose());
}

}  // namespace veil
