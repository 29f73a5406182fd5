#include "fuzz/codec_properties.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/digest.h"
#include "base/fold.h"
#include "codec/codec.h"
#include "codec/json_leaves.h"

namespace veil::fuzz {
namespace {

CodecOptions SmallLimits() {
  CodecOptions options;
  options.limits.message_bytes_max = 1U << 20;
  options.limits.fields_max = 5000;
  options.limits.depth_max = 32;
  return options;
}

void CheckError(const Error& error, std::size_t size) {
  VEIL_CHECK(!error.what.empty());
  VEIL_CHECK(error.offset >= -1 && error.offset <= static_cast<std::int64_t>(size));
}

// The pieces of a field lie in its text without a gap, and in the message in order; a copied piece is the same bytes.
void CheckMap(const Field& field, std::string_view raw) {
  const std::string_view text = field.text.Expose();
  std::size_t text_end = 0;
  std::size_t raw_end = 0;
  for (const ByteMap::Piece& piece : field.map.pieces()) {
    VEIL_CHECK(piece.text.begin == text_end && piece.text.end >= piece.text.begin);
    VEIL_CHECK(piece.raw.begin >= raw_end && piece.raw.end >= piece.raw.begin && piece.raw.end <= raw.size());
    if (piece.copied) {
      VEIL_CHECK(text.substr(piece.text.begin, piece.text.size()) == raw.substr(piece.raw.begin, piece.raw.size()));
    }
    text_end = piece.text.end;
    raw_end = piece.raw.end;
  }
  VEIL_CHECK(text_end == text.size());
}

// Fields follow each other in the message and share no byte of it; a note over many segments may hold others between.
void CheckDocument(const Document& document, std::string_view raw) {
  std::vector<Span> taken;
  std::size_t begin = 0;
  for (const Field& field : document.fields) {
    VEIL_CHECK(!field.path.empty());
    VEIL_CHECK(IsUtf8(field.text.Expose()));
    CheckMap(field, raw);
    if (field.map.pieces().empty()) continue;
    VEIL_CHECK(field.map.pieces().front().raw.begin >= begin);
    begin = field.map.pieces().front().raw.begin;
    for (const ByteMap::Piece& piece : field.map.pieces()) {
      if (!piece.raw.empty()) taken.push_back(piece.raw);
    }
  }
  std::sort(taken.begin(), taken.end());
  for (std::size_t i = 1; i < taken.size(); ++i) VEIL_CHECK(taken[i].begin >= taken[i - 1].end);
}

// Replaces one whole field, chosen by the bytes themselves: what lies before and after it stays, and the result is a
// message of the same format.
void CheckReplacement(const Codec& codec, const RawMessage& message, const Document& document) {
  const std::string_view raw = message.bytes.Expose();
  const std::size_t index = Digest::Of(raw).bytes()[0] * document.fields.size() / 256;
  const Field& field = document.fields[index];
  if (field.field_class == FieldClass::kSafe || field.map.pieces().empty()) return;
  // What FHIR does not know goes with its name and its comma, and so does a number that becomes words; what is encoded
  // is written anew as a whole.
  const bool goes = field.field_class == FieldClass::kUnknown || IsJsonNumber(field.text.Expose());
  if (field.encoded || (document.format == Format::kFhir && goes)) return;
  const std::string surrogate = "Quill 7";
  const Replacement replacement{index, {0, field.text.size()}, PhiString(surrogate)};
  const auto encoded = codec.Encode(message, document, {&replacement, 1});
  if (!encoded) return CheckError(encoded.error(), raw.size());
  const std::string_view out = encoded->Expose();
  std::size_t raw_at = 0;
  std::size_t out_at = 0;
  for (const ByteMap::Run& run : field.map.ToRaw(replacement.span)) {
    const std::string_view kept = raw.substr(raw_at, run.raw.begin - raw_at);
    out_at = out.find(kept, out_at);
    VEIL_CHECK(out_at != std::string_view::npos && (raw_at > 0 || out_at == 0));
    out_at += kept.size();
    raw_at = run.raw.end;
  }
  VEIL_CHECK(out.size() - out_at >= raw.size() - raw_at);
  VEIL_CHECK(out.ends_with(raw.substr(raw_at)));
  RawMessage output;
  output.format = document.format;
  output.bytes = *encoded;
  const auto reopened = codec.Decode(output);
  if (reopened) CheckDocument(*reopened, out);
}

}  // namespace

void CheckCodec(Format format, const std::uint8_t* data, std::size_t size) {
  static const auto codecs = MakeCodecs(SmallLimits());
  RawMessage message;
  message.format = format;
  message.bytes = PhiString(std::string(reinterpret_cast<const char*>(data), size));
  const auto codec = ChooseCodec(codecs, message);
  if (!codec) return CheckError(codec.error(), size);
  (void)(*codec)->Recognizes(message.bytes);
  const auto document = (*codec)->Decode(message);
  if (!document) return CheckError(document.error(), size);
  VEIL_CHECK(document->format == format);
  CheckDocument(*document, message.bytes.Expose());
  const auto same = (*codec)->Encode(message, *document, {});
  VEIL_CHECK(same && *same == message.bytes);
  if (!document->fields.empty()) CheckReplacement(**codec, message, *document);
}

}  // namespace veil::fuzz
