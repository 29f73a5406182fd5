#pragma once

#include "codec/body.h"
#include "codec/codec.h"

namespace veil {

// A page or a document that is a message of its own: HTML (or XHTML), or RTF; its fields are those of OpenBody.
class PageCodec final : public Codec {
 public:
  PageCodec(Format format, const CodecLimits& limits) : format_(format), limits_(limits) {}

  Format format() const override { return format_; }
  // HTML begins with a document type or a tag of a page, RTF with "{\rtf".
  bool Recognizes(PhiView bytes) const override;
  Result<Document> Decode(const RawMessage& raw) const override;
  Result<PhiString> Encode(const RawMessage& raw, const Document& document,
                           std::span<const Replacement> replacements) const override;

 private:
  BodyType Type() const;

  Format format_;
  CodecLimits limits_;
};

}  // namespace veil
