#pragma once

#include "codec/codec.h"

namespace veil {

// HL7 version 2 in its pipe syntax (v2.1 to v2.8): single messages, batches (FHS BHS ... BTS FTS) and messages in MLLP
// framing. What each field is stands in dictionaries/hl7v2.
class Hl7v2Codec final : public Codec {
 public:
  explicit Hl7v2Codec(const CodecLimits& limits) : limits_(limits) {}

  Format format() const override { return Format::kHl7v2; }
  bool Recognizes(PhiView bytes) const override;
  Result<Document> Decode(const RawMessage& raw) const override;
  Result<PhiString> Encode(const RawMessage& raw, const Document& document,
                           std::span<const Replacement> replacements) const override;

 private:
  CodecLimits limits_;
};

}  // namespace veil
