#include "codec/cda_encode.h"

#include <algorithm>
#include <vector>

#include "codec/attachment.h"
#include "codec/cda_fields.h"
#include "codec/splice.h"
#include "codec/xml_scanner.h"
#include "codec/xml_text.h"

namespace veil::cda {
namespace {

// A part of the document that is not plain text between tags.
struct Placed {
  Span span;
  XmlPlace place = XmlPlace::kText;
  std::string_view media;  // of data in base64
};

// Those parts, in order.
Result<std::vector<Placed>> PlacesOf(std::string_view raw, const XmlProlog& prolog, std::size_t depth_max) {
  std::vector<Placed> places;
  XmlScanner scanner(raw, prolog.body, depth_max);
  XmlToken token;
  std::optional<std::string_view> media;  // of the element that began last
  for (;;) {
    VEIL_ASSIGN(const bool more, scanner.Next(token));
    if (!more) return places;
    if (token.kind == XmlKind::kStart) media = EncodedMedia(raw, token);
    if (token.kind == XmlKind::kText && media) places.push_back({token.content, XmlPlace::kText, *media});
    if (token.kind == XmlKind::kCdata) places.push_back({token.content, XmlPlace::kCdata, media.value_or("")});
    if (token.kind == XmlKind::kComment) places.push_back({token.content, XmlPlace::kComment, {}});
    if (token.kind == XmlKind::kInstruction) places.push_back({token.content, XmlPlace::kInstruction, {}});
    for (const XmlAttribute& attribute : token.attributes) {
      places.push_back({attribute.value, XmlPlace::kAttribute, {}});
    }
  }
}

class Writer {
 public:
  Writer(std::string_view raw, Charset charset, const std::vector<Placed>& places, const Document& document)
      : raw_(raw), charset_(charset), places_(places), document_(document) {}

  Result<PhiString> Write(std::span<const Replacement> replacements) {
    for (const Replacement& replacement : replacements) {
      if (!Fits(document_, replacement)) return Fail(ErrorCode::kEncodeFailed, "a replacement fits no field");
    }
    const Escape escape = [&](std::string_view text, std::size_t raw_position) {
      return XmlEscaped(charset_, At(raw_position).place, text);
    };
    for (std::size_t i = 0; i < replacements.size();) {
      std::size_t end = i + 1;
      if (EncodedOf(replacements[i]) == nullptr) {
        AppendEdits(document_, replacements[i], escape, edits_);
      } else {
        while (end < replacements.size() && SameData(replacements[i], replacements[end])) ++end;
        VEIL_TRY(WriteData(replacements.subspan(i, end - i)));
      }
      i = end;
    }
    return Apply(PhiView(raw_), std::move(edits_));
  }

 private:
  Placed At(std::size_t raw_position) const {
    const auto after = std::partition_point(places_.begin(), places_.end(),
                                            [&](const Placed& placed) { return placed.span.end <= raw_position; });
    return after != places_.end() && after->span.begin <= raw_position ? *after : Placed{};
  }

  const Encoded* EncodedOf(const Replacement& replacement) const {
    const auto& encoded = document_.fields[replacement.field].encoded;
    return encoded ? &*encoded : nullptr;
  }

  bool SameData(const Replacement& a, const Replacement& b) const {
    const Encoded* other = EncodedOf(b);
    return other != nullptr && other->raw == EncodedOf(a)->raw;
  }

  Result<void> WriteData(std::span<const Replacement> replacements) {
    const Span span = EncodedOf(replacements.front())->raw;
    if (span.end > raw_.size()) return Fail(ErrorCode::kEncodeFailed, "a replacement lies outside the message");
    const std::string_view data = raw_.substr(span.begin, span.size());
    VEIL_ASSIGN(std::string bytes, CloseAttachment(data, At(span.begin).media, document_, replacements));
    edits_.push_back({span, std::move(bytes)});
    return {};
  }

  std::string_view raw_;
  Charset charset_;
  const std::vector<Placed>& places_;
  const Document& document_;
  std::vector<Edit> edits_;
};

}  // namespace

Result<PhiString> WriteFields(std::string_view raw, const XmlProlog& prolog, const CodecLimits& limits,
                              const Document& document, std::span<const Replacement> replacements) {
  VEIL_ASSIGN(const std::vector<Placed> places, PlacesOf(raw, prolog, limits.depth_max));
  return Writer(raw, prolog.charset, places, document).Write(replacements);
}

}  // namespace veil::cda
