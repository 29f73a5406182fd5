#pragma once

#include "codec/codec.h"

namespace veil {

// FHIR JSON (R4, with the elements of R4B and R5): a resource, a Bundle, or resources one a line as Bulk Data Access
// exports them. What each element is stands in dictionaries/fhir; docs/formats/fhir.md tells the rest.
class FhirCodec final : public Codec {
 public:
  explicit FhirCodec(const CodecLimits& limits) : limits_(limits) {}

  Format format() const override { return Format::kFhir; }
  // An object with a member "resourceType".
  bool Recognizes(PhiView bytes) const override;
  Result<Document> Decode(const RawMessage& raw) const override;
  Result<PhiString> Encode(const RawMessage& raw, const Document& document,
                           std::span<const Replacement> replacements) const override;

 private:
  CodecLimits limits_;
};

}  // namespace veil
