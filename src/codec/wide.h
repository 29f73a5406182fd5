#pragma once

#include "codec/codec.h"

namespace veil {

// A file in UTF-16 with a byte order mark, big- or little-endian, as other programs export tables and notes: read as
// its UTF-8 form is (text, delimited text, line-delimited JSON, HTML), written in UTF-16 again. Other formats in UTF-16
// are kUnsupportedCharset; what is no well-formed UTF-16 is kInvalidEncoding.
class WideCodec final : public Codec {
 public:
  // `codecs`: those that may read the UTF-8 form.
  WideCodec(std::vector<std::unique_ptr<const Codec>> codecs, const CodecLimits& limits)
      : codecs_(std::move(codecs)), limits_(limits) {}

  Format format() const override { return Format::kAuto; }  // that of what is inside
  bool Recognizes(PhiView bytes) const override;
  Result<Document> Decode(const RawMessage& raw) const override;
  Result<PhiString> Encode(const RawMessage& raw, const Document& document,
                           std::span<const Replacement> replacements) const override;

 private:
  std::vector<std::unique_ptr<const Codec>> codecs_;
  CodecLimits limits_;
};

}  // namespace veil
