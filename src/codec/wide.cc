#include "codec/wide.h"

#include <algorithm>
#include <array>

#include "codec/map_through.h"
#include "codec/utf16.h"

namespace veil {
namespace {

// A map has a piece for each character, so a message may be no larger than this part of the limit.
constexpr std::size_t kLimitPart = 4;

bool IsMarked(std::string_view raw) { return raw.starts_with("\xFE\xFF") || raw.starts_with("\xFF\xFE"); }

ByteOrder OrderOf(PhiView raw) { return Utf16OrderOf(raw.Expose()).value_or(ByteOrder::kLittle); }

// The message in UTF-8, and who reads it.
struct Inner {
  RawMessage message;
  ByteMap map;
  const Codec* codec = nullptr;
};

Result<Inner> Open(std::span<const std::unique_ptr<const Codec>> codecs, const RawMessage& raw) {
  constexpr std::array<Format, 4> kFormats = {Format::kText, Format::kCsv, Format::kNdjson, Format::kHtml};
  Inner inner;
  inner.message.format = raw.format;
  VEIL_ASSIGN(std::string text, FromUtf16(OrderOf(raw.bytes), raw.bytes.Expose(), &inner.map));
  inner.message.bytes = PhiString(std::move(text));
  VEIL_ASSIGN(inner.codec, ChooseCodec(codecs, inner.message));
  if (std::find(kFormats.begin(), kFormats.end(), inner.codec->format()) == kFormats.end()) {
    return Fail(ErrorCode::kUnsupportedCharset, "the format is not read in UTF-16");
  }
  return inner;
}

}  // namespace

bool WideCodec::Recognizes(PhiView bytes) const { return IsMarked(bytes.Expose()); }

Result<Document> WideCodec::Decode(const RawMessage& raw) const {
  if (raw.bytes.size() > limits_.message_bytes_max / kLimitPart) {
    return Fail(ErrorCode::kTooLarge, "the message is over the limit for UTF-16");
  }
  VEIL_ASSIGN(const Inner inner, Open(codecs_, raw));
  auto document = inner.codec->Decode(inner.message);
  // The place of an error counts in the UTF-8 form, so none is told.
  if (!document) return Fail(document.error().code, document.error().what);
  for (Field& field : document->fields) field.map = Through(field.map, inner.map);
  return std::move(*document);
}

Result<PhiString> WideCodec::Encode(const RawMessage& raw, const Document&,
                                    std::span<const Replacement> replacements) const {
  VEIL_ASSIGN(const Inner inner, Open(codecs_, raw));
  VEIL_ASSIGN(const Document document, inner.codec->Decode(inner.message));
  VEIL_ASSIGN(const PhiString text, inner.codec->Encode(inner.message, document, replacements));
  return PhiString(ToUtf16(OrderOf(raw.bytes), text.Expose()));
}

}  // namespace veil
