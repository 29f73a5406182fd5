#include <algorithm>

#include "codec/cda.h"
#include "codec/codec.h"
#include "codec/delimited.h"
#include "codec/fhir.h"
#include "codec/hl7v2.h"
#include "codec/mail.h"
#include "codec/ndjson.h"
#include "codec/page.h"
#include "codec/text.h"
#include "codec/wide.h"

namespace veil {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view FromFirstByte(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return bytes.substr(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
}

// Markup with a clinical document somewhere inside, in an envelope for instance. It must not be taken for text.
bool HoldsCda(std::string_view bytes) {
  constexpr std::size_t kPrologue = 65536;
  const std::string_view from = FromFirstByte(bytes);
  return from.starts_with('<') && from.substr(0, kPrologue).find("ClinicalDocument") != std::string_view::npos;
}

std::vector<std::unique_ptr<const Codec>> MakeByteCodecs(const CodecOptions& options) {
  std::vector<std::unique_ptr<const Codec>> codecs;
  codecs.push_back(std::make_unique<Hl7v2Codec>(options.limits));
  codecs.push_back(std::make_unique<CdaCodec>(options.limits));
  codecs.push_back(std::make_unique<FhirCodec>(options.limits));
  codecs.push_back(std::make_unique<NdjsonCodec>(options));
  codecs.push_back(std::make_unique<MailCodec>(options.limits));
  codecs.push_back(std::make_unique<PageCodec>(Format::kHtml, options.limits));
  codecs.push_back(std::make_unique<PageCodec>(Format::kRtf, options.limits));
  codecs.push_back(std::make_unique<DelimitedCodec>(options));
  codecs.push_back(std::make_unique<TextCodec>(options.limits));
  return codecs;
}

}  // namespace

std::vector<std::unique_ptr<const Codec>> MakeCodecs(const CodecOptions& options) {
  auto codecs = MakeByteCodecs(options);
  // HL7 v2 in UTF-16 is the business of its own codec, which is asked before.
  codecs.insert(codecs.begin() + 1, std::make_unique<WideCodec>(MakeByteCodecs(options), options.limits));
  return codecs;
}

Result<const Codec*> ChooseCodec(std::span<const std::unique_ptr<const Codec>> codecs, const RawMessage& raw) {
  if (raw.bytes.empty()) return Fail(ErrorCode::kEmpty, "the message has no bytes");
  const bool any = raw.format == Format::kAuto;
  for (const auto& codec : codecs) {
    const bool asks = any || codec->format() == Format::kAuto;
    const bool chosen = asks ? codec->Recognizes(raw.bytes) : codec->format() == raw.format;
    if (chosen && any && codec->format() == Format::kText && HoldsCda(raw.bytes.Expose())) break;
    if (chosen) return codec.get();
  }
  return Fail(ErrorCode::kUnknownFormat, "no codec for the message");
}

}  // namespace veil
