#pragma once

#include <string_view>

#include "codec/codec.h"

namespace veil {

// JSON objects, one a line, or one object over many lines. A string or number whose path no NamedField names is
// unknown, and so is the name of a member that no NamedField's path holds and that is no schema word (an object by
// patient or by date); all else stays. A path is compared without regard to case, and every
// occurrence of a member that stands twice is a field. A number that a replacement leaves no JSON number becomes null.
class NdjsonCodec final : public Codec {
 public:
  explicit NdjsonCodec(const CodecOptions& options);

  Format format() const override { return Format::kNdjson; }
  bool Recognizes(PhiView bytes) const override;
  Result<Document> Decode(const RawMessage& raw) const override;
  Result<PhiString> Encode(const RawMessage& raw, const Document& document,
                           std::span<const Replacement> replacements) const override;

 private:
  Result<void> ReadObject(std::string_view raw, Span value, Document& document) const;

  CodecLimits limits_;
  NamedFields names_;
};

}  // namespace veil
