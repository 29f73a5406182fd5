#include "codec/hl7v2.h"

#include "codec/hl7v2_envelope.h"
#include "codec/hl7v2_escape.h"
#include "codec/hl7v2_fields.h"
#include "codec/splice.h"

namespace veil {

// A header whose delimiters are broken is still a message of this format: it must fail, not become a text.
bool Hl7v2Codec::Recognizes(PhiView bytes) const {
  const std::string_view raw = bytes.Expose();
  const auto first = hl7v2::SegmentReader(raw).Next();
  if (!first) return false;
  const std::string_view segment = raw.substr(first->begin, first->size());
  if (!hl7v2::IsHeader(segment)) return false;
  const char next = segment.size() > 3 ? segment[3] : '|';
  const bool word = (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9');
  return !word && next != ' ';
}

Result<Document> Hl7v2Codec::Decode(const RawMessage& raw) const {
  const std::string_view bytes = raw.bytes.Expose();
  if (bytes.size() > limits_.message_bytes_max) return Fail(ErrorCode::kTooLarge, "the message is over the limit");
  VEIL_ASSIGN(const hl7v2::Envelope envelope, hl7v2::ReadEnvelope(bytes));
  return hl7v2::ReadFields(bytes, envelope, limits_);
}

Result<PhiString> Hl7v2Codec::Encode(const RawMessage& raw, const Document& document,
                                     std::span<const Replacement> replacements) const {
  VEIL_ASSIGN(const hl7v2::Envelope envelope, hl7v2::ReadEnvelope(raw.bytes.Expose()));
  return Splice(raw.bytes, document, replacements, [&](std::string_view text, std::size_t raw_position) {
    return hl7v2::Escaped(envelope.charset, envelope.At(raw_position), text);
  });
}

}  // namespace veil
