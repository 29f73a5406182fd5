#include "codec/hl7v2.h"

#include "codec/hl7v2_encode.h"
#include "codec/hl7v2_envelope.h"
#include "codec/hl7v2_fields.h"
#include "codec/map_through.h"
#include "codec/utf16.h"

namespace veil {
namespace {

// A header whose delimiters are broken is still a message of this format: it must fail, not become a text.
bool BeginsWithHeader(std::string_view raw) {
  const auto first = hl7v2::SegmentReader(raw).Next();
  if (!first) return false;
  const std::string_view segment = raw.substr(first->begin, first->size());
  if (!hl7v2::IsHeader(segment)) return false;
  const char next = segment.size() > 3 ? segment[3] : '|';
  const bool word = (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9');
  return !word && next != ' ';
}

// What a message in UTF-16 is once it is UTF-8.
struct Narrow {
  std::string text;
  ByteMap map;  // to the raw bytes
  Document document;
  hl7v2::Envelope envelope;
};

Result<Narrow> ReadUtf16(std::string_view raw, ByteOrder order, const CodecLimits& limits) {
  // A map with a piece for each character is twenty times the message.
  constexpr std::size_t kPart = 8;
  if (raw.size() > limits.message_bytes_max / kPart) {
    return Fail(ErrorCode::kTooLarge, "UTF-16 over an eighth of the limit");
  }
  Narrow narrow;
  VEIL_ASSIGN(narrow.text, FromUtf16(order, raw, &narrow.map));
  VEIL_ASSIGN(narrow.envelope, hl7v2::ReadEnvelope(narrow.text, hl7v2::Width::kUtf16));
  VEIL_ASSIGN(narrow.document, hl7v2::ReadFields(narrow.text, narrow.envelope, limits));
  return narrow;
}

Document Widened(Narrow narrow) {
  for (Field& field : narrow.document.fields) {
    field.map = Through(field.map, narrow.map);
    if (!field.encoded) continue;
    const Span span = field.encoded->raw;
    const ByteMap whole = Through(ByteMap::Identity(span.begin, span.size()), narrow.map);
    field.encoded->raw = {whole.pieces().front().raw.begin, whole.pieces().back().raw.end};
  }
  return std::move(narrow.document);
}

// Errors of UTF-16 point into its UTF-8: no place is better than a wrong one.
Error WithoutPlace(Error error) {
  error.offset = -1;
  return error;
}

}  // namespace

bool Hl7v2Codec::Recognizes(PhiView bytes) const {
  constexpr std::size_t kLookAt = 64;
  const std::string_view raw = bytes.Expose();
  const auto order = Utf16OrderOf(raw);
  if (!order) return BeginsWithHeader(raw);
  const auto text = FromUtf16(*order, raw.substr(0, kLookAt), nullptr);
  return text && BeginsWithHeader(*text);
}

Result<Document> Hl7v2Codec::Decode(const RawMessage& raw) const {
  const std::string_view bytes = raw.bytes.Expose();
  if (bytes.size() > limits_.message_bytes_max) return Fail(ErrorCode::kTooLarge, "the message is over the limit");
  if (const auto order = Utf16OrderOf(bytes)) {
    auto narrow = ReadUtf16(bytes, *order, limits_);
    if (!narrow) return tl::make_unexpected(WithoutPlace(narrow.error()));
    return Widened(std::move(*narrow));
  }
  VEIL_ASSIGN(const hl7v2::Envelope envelope, hl7v2::ReadEnvelope(bytes));
  return hl7v2::ReadFields(bytes, envelope, limits_);
}

Result<PhiString> Hl7v2Codec::Encode(const RawMessage& raw, const Document& document,
                                     std::span<const Replacement> replacements) const {
  const std::string_view bytes = raw.bytes.Expose();
  if (const auto order = Utf16OrderOf(bytes)) {
    VEIL_ASSIGN(const Narrow narrow, ReadUtf16(bytes, *order, limits_));
    VEIL_ASSIGN(const PhiString text, hl7v2::WriteFields(narrow.text, narrow.envelope, narrow.document, replacements));
    return PhiString(ToUtf16(*order, text.Expose()));
  }
  VEIL_ASSIGN(const hl7v2::Envelope envelope, hl7v2::ReadEnvelope(bytes));
  return hl7v2::WriteFields(bytes, envelope, document, replacements);
}

}  // namespace veil
