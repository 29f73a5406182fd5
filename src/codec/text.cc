#include "codec/text.h"

#include <string>

#include "codec/splice.h"
#include "codec/text_charset.h"

namespace veil {
bool TextCodec::Recognizes(PhiView bytes) const { return TextCharset(bytes.Expose()).has_value(); }

Result<Document> TextCodec::Decode(const RawMessage& raw) const {
  const std::string_view bytes = raw.bytes.Expose();
  const std::size_t begin = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  if (bytes.size() == begin) return Fail(ErrorCode::kEmpty, "the message has no bytes");
  if (bytes.size() > limits_.message_bytes_max) return Fail(ErrorCode::kTooLarge, "the message is over the limit");
  const auto charset = TextCharset(bytes);
  if (!charset) return Fail(ErrorCode::kInvalidEncoding, "the bytes are no text");
  Field field;
  field.path = "text";
  field.field_class = FieldClass::kFreeText;
  std::string text;
  AppendDecoded(*charset, bytes, {begin, bytes.size()}, text, field.map);
  field.text = PhiString(std::move(text));
  Document document;
  document.format = Format::kText;
  document.fields.push_back(std::move(field));
  return document;
}

Result<PhiString> TextCodec::Encode(const RawMessage& raw, const Document& document,
                                    std::span<const Replacement> replacements) const {
  const auto charset = TextCharset(raw.bytes.Expose());
  if (!charset) return Fail(ErrorCode::kEncodeFailed, "the bytes are no text");
  return Splice(raw.bytes, document, replacements, [&](std::string_view text, std::size_t) {
    std::string out;
    AppendEncoded(*charset, text, out);
    return out;
  });
}

}  // namespace veil
