#include "codec/body.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "base/fold.h"
#include "codec/fhir_uri.h"
#include "codec/map_through.h"
#include "codec/rtf_text.h"
#include "codec/table_rows.h"
#include "codec/text_charset.h"
#include "codec/xhtml.h"

namespace veil {
namespace {

constexpr std::array<table::Word<BodyForm>, 8> kForms = {{{"text/plain", BodyForm::kText},
                                                          {"text/markdown", BodyForm::kText},
                                                          {"text/html", BodyForm::kHtml},
                                                          {"application/xhtml+xml", BodyForm::kHtml},
                                                          {"text/rtf", BodyForm::kRtf},
                                                          {"application/rtf", BodyForm::kRtf},
                                                          {"application/x-rtf", BodyForm::kRtf},
                                                          {"text/richtext", BodyForm::kRtf}}};
constexpr std::array<table::Word<Charset>, 10> kCharsets = {{{"utf-8", Charset::kUtf8},
                                                             {"utf8", Charset::kUtf8},
                                                             {"us-ascii", Charset::kUtf8},
                                                             {"ascii", Charset::kUtf8},
                                                             {"iso-8859-1", Charset::kWindows1252},
                                                             {"latin1", Charset::kWindows1252},
                                                             {"windows-1252", Charset::kWindows1252},
                                                             {"cp1252", Charset::kWindows1252},
                                                             {"iso-8859-15", Charset::kLatin9},
                                                             {"latin9", Charset::kLatin9}}};

// A binary file has bytes that no text has.
bool IsText(std::string_view bytes, Charset charset) {
  const bool control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
  });
  return !control && (charset != Charset::kUtf8 || IsUtf8(bytes));
}

std::optional<Charset> CharsetOf(const BodyType& type, std::string_view bytes) {
  const auto charset = type.charset ? type.charset : TextCharset(bytes);
  if (charset && type.form != BodyForm::kRtf && !IsText(bytes, *charset)) return std::nullopt;
  return charset;
}

// Nobody reads it, and pages begin with it: a document type, an XML declaration.
bool IsPrologue(std::string_view hidden) {
  constexpr std::size_t kSizeMax = 200;
  const std::string lower = Fold(hidden.substr(0, kSizeMax));
  if (hidden.size() >= kSizeMax) return false;
  if (lower.starts_with("xml "))
    return lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 =\"'.-?") == std::string::npos;
  return lower == "doctype html" ||
         (lower.starts_with("doctype html ") && lower.find("//w3c//dtd") != std::string::npos);
}

class Builder {
 public:
  explicit Builder(const std::string& path) : path_(path) {}

  void Add(std::string path, FieldClass field_class, IdentifierType type, std::string text, ByteMap map) {
    if (text.empty()) return;
    Field field;
    field.path = std::move(path);
    field.field_class = field_class;
    field.type = type;
    field.text = PhiString(std::move(text));
    field.map = std::move(map);
    fields_.push_back(std::move(field));
  }

  void AddText(std::string text, ByteMap map) {
    Add(path_, FieldClass::kFreeText, IdentifierType::kUnknown, std::move(text), std::move(map));
  }

  void AddPart(FieldClass field_class, Charset charset, std::string_view bytes, Span span) {
    std::string text;
    ByteMap map;
    AppendDecoded(charset, bytes, span, text, map);
    Add(path_, field_class, IdentifierType::kUnknown, std::move(text), std::move(map));
  }

  void AddAttribute(const xhtml::Attribute& attribute, const ByteMap& source) {
    fhir::LeafParts parts = {{{0, attribute.text.size()}, FieldClass::kFreeText}};
    if (attribute.kind == xhtml::AttributeKind::kUri) {
      const bool data = attribute.text.starts_with("data:");
      parts =
          data ? fhir::LeafParts{{{0, attribute.text.size()}, FieldClass::kUnknown}} : fhir::UriParts(attribute.text);
    }
    if (attribute.kind == xhtml::AttributeKind::kLocalId) parts = fhir::LocalIdParts(attribute.text);
    const ByteMap whole = Through(attribute.map, source);
    for (const fhir::LeafPart& part : parts) {
      Add(path_ + "@" + std::string(attribute.name.view()), part.field_class, part.type,
          attribute.text.substr(part.span.begin, part.span.size()),
          Through(ByteMap::Identity(part.span.begin, part.span.size()), whole));
    }
  }

  std::vector<Field> Take() {
    std::stable_sort(fields_.begin(), fields_.end(), [](const Field& a, const Field& b) {
      return a.map.pieces().front().raw.begin < b.map.pieces().front().raw.begin;
    });
    return std::move(fields_);
  }

 private:
  const std::string& path_;
  std::vector<Field> fields_;
};

std::vector<Field> OpenPage(Charset charset, std::string_view bytes, const std::string& path) {
  std::string source;
  ByteMap map;
  const std::size_t begin = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  AppendDecoded(charset, bytes, {begin, bytes.size()}, source, map);
  xhtml::Content page = xhtml::Read(source);
  Builder builder(path);
  builder.AddText(std::move(page.text), Through(page.map, map));
  for (const xhtml::Attribute& attribute : page.attributes) builder.AddAttribute(attribute, map);
  for (const Span& hidden : page.hidden) {
    std::string text = source.substr(hidden.begin, hidden.size());
    if (IsPrologue(text)) continue;
    builder.Add(path, FieldClass::kUnknown, IdentifierType::kUnknown, std::move(text),
                Through(ByteMap::Identity(hidden.begin, hidden.size()), map));
  }
  return builder.Take();
}

Result<std::vector<Field>> OpenRtf(std::string_view bytes, const std::string& path, std::size_t depth_max) {
  VEIL_ASSIGN(rtf::Content content, rtf::Read(bytes, depth_max));
  Builder builder(path);
  builder.AddText(std::move(content.text), std::move(content.map));
  for (const Span& table : content.tables) builder.AddPart(FieldClass::kSafe, Charset::kWindows1252, bytes, table);
  for (const rtf::Hidden& hidden : content.hidden) {
    builder.AddPart(FieldClass::kUnknown, Charset::kWindows1252, bytes, hidden.raw);
  }
  return builder.Take();
}

// Characters that the charset lacks, and all beyond ASCII, are numeric references.
std::string EscapedInPage(Charset charset, std::string_view text) {
  const std::string escaped = xhtml::Escaped(text);
  if (charset == Charset::kUtf8) return escaped;
  std::string out;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(escaped.data());
  const auto size = static_cast<std::int64_t>(escaped.size());
  for (std::int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c >= 0 && c < 0x80) {
      out += static_cast<char>(c);
    } else {
      out += "&#" + std::to_string(c < 0 ? 0xFFFD : c) + ";";
    }
  }
  return out;
}

}  // namespace

std::optional<BodyType> BodyTypeOf(std::string_view media_type) {
  std::string lower = Fold(media_type);
  std::erase_if(lower, [](char c) { return c == ' ' || c == '"' || c == '\t' || c == '\r' || c == '\n'; });
  const table::Row words = table::Split(lower, ';');
  const auto form = FindWord(kForms, words[0]);
  if (!form) return std::nullopt;
  BodyType type{*form, std::nullopt};
  for (const std::string_view word : words) {
    if (!word.starts_with("charset=")) continue;
    type.charset = FindWord(kCharsets, word.substr(std::string_view("charset=").size()));
    if (!type.charset) return std::nullopt;
  }
  return type;
}

Result<std::vector<Field>> OpenBody(const BodyType& type, std::string_view bytes, const std::string& path,
                                    std::size_t depth_max) {
  if (type.form == BodyForm::kRtf) return OpenRtf(bytes, path, depth_max);
  const auto charset = CharsetOf(type, bytes);
  if (!charset) return Fail(ErrorCode::kInvalidEncoding, "the bytes are no text of their charset");
  if (type.form == BodyForm::kHtml) return OpenPage(*charset, bytes, path);
  Builder builder(path);
  const std::size_t begin = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  builder.AddPart(FieldClass::kFreeText, *charset, bytes, {begin, bytes.size()});
  return builder.Take();
}

BodyType WithCharset(const BodyType& type, std::string_view bytes) { return {type.form, CharsetOf(type, bytes)}; }

std::string EscapedInBody(const BodyType& type, std::string_view bytes, std::size_t position, std::string_view text) {
  if (type.form == BodyForm::kRtf) return rtf::Escaped(bytes, position, text);
  const Charset charset = type.charset.value_or(Charset::kAscii);
  if (type.form == BodyForm::kHtml) return EscapedInPage(charset, text);
  std::string out;
  AppendEncoded(charset, text, out);
  return out;
}

}  // namespace veil
