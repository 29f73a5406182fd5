#pragma once

#include "codec/codec.h"

namespace veil {

// A note: one field of free text, path "text". A byte order mark is kept, outside the
// field. Its charset is that of TextCharset; what has none is kInvalidEncoding.
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
