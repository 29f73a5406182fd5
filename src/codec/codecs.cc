#include <algorithm>

#include "codec/codec.h"
#include "codec/fhir.h"
#include "codec/hl7v2.h"
#include "codec/ndjson.h"
#include "codec/text.h"

namespace veil {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// C-CDA has no codec here. It must not be taken for text: what its structure says would be lost.
bool IsCda(std::string_view bytes) {
  constexpr std::size_t kPrologue = 65536;
  return bytes.substr(0, kPrologue).find("ClinicalDocument") != std::string_view::npos;
}

bool IsUndecoded(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  bytes.remove_prefix(first);
  return bytes[0] == '<' && IsCda(bytes);
}

}  // namespace

std::vector<std::unique_ptr<const Codec>> MakeCodecs(const CodecOptions& options) {
  std::vector<std::unique_ptr<const Codec>> codecs;
  codecs.push_back(std::make_unique<Hl7v2Codec>(options.limits));
  codecs.push_back(std::make_unique<FhirCodec>(options.limits));
  codecs.push_back(std::make_unique<NdjsonCodec>(options));
  codecs.push_back(std::make_unique<TextCodec>(options.limits));
  return codecs;
}

Result<const Codec*> ChooseCodec(std::span<const std::unique_ptr<const Codec>> codecs, const RawMessage& raw) {
  if (raw.bytes.empty()) return Fail(ErrorCode::kEmpty, "the message has no bytes");
  const bool any = raw.format == Format::kAuto;
  if (any && IsUndecoded(raw.bytes.Expose())) {
    return Fail(ErrorCode::kUnknownFormat, "C-CDA is not decoded");
  }
  for (const auto& codec : codecs) {
    if (any ? codec->Recognizes(raw.bytes) : codec->format() == raw.format) return codec.get();
  }
  return Fail(ErrorCode::kUnknownFormat, "no codec for the message");
}

}  // namespace veil
