#include "codec/text.h"

#include <optional>
#include <string>

#include "base/fold.h"
#include "codec/charset.h"
#include "codec/splice.h"

namespace veil {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Census {
  std::size_t control = 0;
  std::size_t high = 0;
  std::size_t undefined = 0;  // bytes without a character in Windows-1252
  bool nul = false;
};

Census Count(std::string_view bytes) {
  Census census;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    census.nul = census.nul || byte == 0;
    if (byte == 0x7F || (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f')) ++census.control;
    if (byte >= 0x80) ++census.high;
    if (byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D) ++census.undefined;
  }
  return census;
}

// The charset of the text; nothing if it is no text.
std::optional<Charset> CharsetOf(std::string_view bytes) {
  const Census census = Count(bytes);
  if (census.nul || census.control * 20 > bytes.size()) return std::nullopt;
  if (IsUtf8(bytes)) return Charset::kUtf8;
  if (census.undefined > 0 || census.high * 10 > bytes.size() * 3) return std::nullopt;
  return Charset::kWindows1252;
}

}  // namespace

bool TextCodec::Recognizes(PhiView bytes) const { return CharsetOf(bytes.Expose()).has_value(); }

Result<Document> TextCodec::Decode(const RawMessage& raw) const {
  const std::string_view bytes = raw.bytes.Expose();
  const std::size_t begin = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  if (bytes.size() == begin) return Fail(ErrorCode::kEmpty, "the message has no bytes");
  if (bytes.size() > limits_.message_bytes_max) return Fail(ErrorCode::kTooLarge, "the message is over the limit");
  const auto charset = CharsetOf(bytes);
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
  const auto charset = CharsetOf(raw.bytes.Expose());
  if (!charset) return Fail(ErrorCode::kEncodeFailed, "the bytes are no text");
  return Splice(raw.bytes, document, replacements, [&](std::string_view text, std::size_t) {
    std::string out;
    AppendEncoded(*charset, text, out);
    return out;
  });
}

}  // namespace veil
