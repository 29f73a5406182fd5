#pragma once

#include "codec/codec.h"

namespace veil {

// A note: one field of free text, path "text".
//
// The bytes are UTF-8 if they are well-formed UTF-8 (a byte order mark is kept, outside the field). Otherwise they are
// Windows-1252, the superset of ISO-8859-1, if at most three bytes in ten are above 0x7F and none is one of the five
// that Windows-1252 leaves open. NUL bytes, and more than one control byte in twenty, are no text: kInvalidEncoding.
class TextCodec final : public Codec {
 public:
  explicit TextCodec(const CodecLimits& limits) : limits_(limits) {}

  Format format() const override { return Format::kText; }
  bool Recognizes(PhiView bytes) const override;
  Result<Document> Decode(const RawMessage& raw) const override;
  Result<PhiString> Encode(const RawMessage& raw, const Document& document,
                           std::span<const Replacement> replacements) const override;

 private:
  CodecLimits limits_;
};

}  // namespace veil
