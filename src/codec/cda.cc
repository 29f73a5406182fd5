#include "codec/cda.h"

#include <string_view>

#include "codec/cda_encode.h"
#include "codec/cda_fields.h"
#include "codec/xml_namespaces.h"
#include "codec/xml_prolog.h"

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
  return cda::WriteFields(raw.bytes.Expose(), prolog, limits_, document, replacements);
}

}  // namespace veil
