#include "codec/cda.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "codec/cda_fields.h"
#include "codec/splice.h"
#include "codec/xml_namespaces.h"
#include "codec/xml_prolog.h"
#include "codec/xml_scanner.h"
#include "codec/xml_text.h"

namespace veil {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t\r\n";

// Where the document's first element begins; npos: it has none. Passes over what may stand before it, a DOCTYPE
// included: such a document is one of this format that is malformed.
std::size_t FirstElement(std::string_view raw) {
  std::size_t at = raw.find_first_not_of(kBlank, raw.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  while (at != std::string_view::npos && raw[at] == '<') {
    const std::string_view rest = raw.substr(at);
    const std::string_view end = rest.starts_with("<?")     ? "?>"
                                 : rest.starts_with("<!--") ? "-->"
                                 : rest.starts_with("<!")   ? "<"
                                                            : "";
    if (end.empty()) return at;
    const std::size_t next = raw.find(end, at + 2);
    if (next == std::string_view::npos) return next;
    at = end == "<" ? next : raw.find_first_not_of(kBlank, next + end.size());
  }
  return std::string_view::npos;
}

// A part of the document that is not text between tags.
struct Placed {
  Span span;
  XmlPlace place;
};

Result<std::vector<Placed>> PlacesOf(std::string_view raw, const XmlProlog& prolog, std::size_t depth_max) {
  std::vector<Placed> places;
  XmlScanner scanner(raw, prolog.body, depth_max);
  XmlToken token;
  for (;;) {
    VEIL_ASSIGN(const bool more, scanner.Next(token));
    if (!more) return places;
    if (token.kind == XmlKind::kCdata) places.push_back({token.content, XmlPlace::kCdata});
    if (token.kind == XmlKind::kComment) places.push_back({token.content, XmlPlace::kComment});
    if (token.kind == XmlKind::kInstruction) places.push_back({token.content, XmlPlace::kInstruction});
    for (const XmlAttribute& attribute : token.attributes) places.push_back({attribute.value, XmlPlace::kAttribute});
  }
}

XmlPlace PlaceAt(const std::vector<Placed>& places, std::size_t raw_position) {
  const auto after = std::partition_point(places.begin(), places.end(),
                                          [&](const Placed& placed) { return placed.span.end <= raw_position; });
  return after != places.end() && after->span.begin <= raw_position ? after->place : XmlPlace::kText;
}

}  // namespace

bool CdaCodec::Recognizes(PhiView bytes) const {
  const std::string_view raw = bytes.Expose();
  const std::size_t first = FirstElement(raw);
  if (first == std::string_view::npos) return false;
  const std::string_view tag = raw.substr(first + 1, raw.find_first_of(" \t\r\n/>", first) - first - 1);
  return SplitXmlName(tag).local == "ClinicalDocument";
}

Result<Document> CdaCodec::Decode(const RawMessage& raw) const {
  if (raw.bytes.size() > limits_.message_bytes_max) return Fail(ErrorCode::kTooLarge, "the message is over the limit");
  VEIL_ASSIGN(const XmlProlog prolog, ReadXmlProlog(raw.bytes));
  return cda::ReadFields(raw.bytes.Expose(), prolog, limits_);
}

Result<PhiString> CdaCodec::Encode(const RawMessage& raw, const Document& document,
                                   std::span<const Replacement> replacements) const {
  VEIL_ASSIGN(const XmlProlog prolog, ReadXmlProlog(raw.bytes));
  VEIL_ASSIGN(const std::vector<Placed> places, PlacesOf(raw.bytes.Expose(), prolog, limits_.depth_max));
  return Splice(raw.bytes, document, replacements, [&](std::string_view text, std::size_t raw_position) {
    return XmlEscaped(prolog.charset, PlaceAt(places, raw_position), text);
  });
}

}  // namespace veil
