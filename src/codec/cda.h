#pragma once

#include "codec/codec.h"

namespace veil {

// HL7 CDA R2 and C-CDA documents (XML). What dictionaries/cda/ does not name is unknown, and so are comments. A DOCTYPE
// is malformed: no DTD is ever read. docs/formats/cda.md says how a document is opened.
class CdaCodec final : public Codec {
 public:
  explicit CdaCodec(const CodecLimits& limits) : limits_(limits) {}

  Format format() const override { return Format::kCda; }
  bool Recognizes(PhiView bytes) const override;
  Result<Document> Decode(const RawMessage& raw) const override;
  Result<PhiString> Encode(const RawMessage& raw, const Document& document,
                           std::span<const Replacement> replacements) const override;

 private:
  CodecLimits limits_;
};

}  // namespace veil
