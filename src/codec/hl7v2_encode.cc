#include "codec/hl7v2_encode.h"

#include <vector>

#include "codec/attachment.h"
#include "codec/hl7v2_escape.h"
#include "codec/splice.h"

namespace veil::hl7v2 {
namespace {

class Writer {
 public:
  Writer(std::string_view raw, const Envelope& envelope, const Document& document)
      : raw_(raw), envelope_(envelope), document_(document) {}

  Result<PhiString> Write(std::span<const Replacement> replacements) {
    const Escape escape = [&](std::string_view text, std::size_t raw_position) {
      return Escaped(envelope_.charset, envelope_.At(raw_position), text);
    };
    for (const Replacement& replacement : replacements) {
      if (!Fits(document_, replacement)) return Fail(ErrorCode::kEncodeFailed, "a replacement fits no field");
    }
    for (std::size_t i = 0; i < replacements.size();) {
      std::size_t end = i + 1;
      if (const Encoded* encoded = EncodedOf(replacements[i])) {
        while (end < replacements.size() && IsIn(*encoded, replacements[end])) ++end;
        VEIL_TRY(WriteData(*encoded, replacements.subspan(i, end - i)));
      } else {
        AppendEdits(document_, replacements[i], escape, edits_);
      }
      i = end;
    }
    return Apply(PhiView(raw_), std::move(edits_));
  }

 private:
  const Encoded* EncodedOf(const Replacement& replacement) const {
    const auto& encoded = document_.fields[replacement.field].encoded;
    return encoded ? &*encoded : nullptr;
  }

  bool IsIn(const Encoded& encoded, const Replacement& replacement) const {
    const Encoded* other = EncodedOf(replacement);
    return other != nullptr && other->raw == encoded.raw;
  }

  Result<void> WriteData(const Encoded& encoded, std::span<const Replacement> replacements) {
    if (encoded.raw.end > raw_.size()) return Fail(ErrorCode::kEncodeFailed, "data lies outside the message");
    const Delimiters& delimiters = envelope_.At(encoded.raw.begin);
    std::string data;
    ByteMap unused;
    AppendUnescaped(envelope_.charset, delimiters, raw_, encoded.raw, data, unused);
    VEIL_ASSIGN(const std::string closed, CloseAttachment(data, encoded.media, document_, replacements));
    edits_.push_back({encoded.raw, Escaped(envelope_.charset, delimiters, closed)});
    return {};
  }

  std::string_view raw_;
  const Envelope& envelope_;
  const Document& document_;
  std::vector<Edit> edits_;
};

}  // namespace

Result<PhiString> WriteFields(std::string_view raw, const Envelope& envelope, const Document& document,
                              std::span<const Replacement> replacements) {
  return Writer(raw, envelope, document).Write(replacements);
}

}  // namespace veil::hl7v2
