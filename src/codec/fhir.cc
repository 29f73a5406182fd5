#include "codec/fhir.h"

#include <algorithm>

#include "codec/fhir_encode.h"
#include "codec/fhir_fields.h"
#include "codec/fhir_tree.h"

namespace veil {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t\r\n";

// Where the string that begins at raw[at] ends, quotes included.
std::size_t StringEnd(std::string_view raw, std::size_t at) {
  for (++at; at < raw.size() && raw[at] != '"';) at += raw[at] == '\\' ? 2 : 1;
  return std::min(at + 1, raw.size());
}

}  // namespace

// Looks at the names of the first object only. What breaks off after the name is still a message of this format: it
// must fail, not become other JSON.
bool FhirCodec::Recognizes(PhiView bytes) const {
  std::string_view raw = bytes.Expose();
  if (raw.starts_with(kByteOrderMark)) raw.remove_prefix(kByteOrderMark.size());
  std::size_t at = raw.find_first_not_of(kBlank);
  if (at == std::string_view::npos || raw[at] != '{') return false;
  std::size_t depth = 0;
  for (; at < raw.size(); ++at) {
    const char c = raw[at];
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return false;
    if (c != '"') continue;
    const std::size_t end = StringEnd(raw, at);
    const std::size_t next = raw.find_first_not_of(kBlank, end);
    const bool name = depth == 1 && next != std::string_view::npos && raw[next] == ':';
    if (name && raw.substr(at, end - at) == "\"resourceType\"") return true;
    at = end - 1;
  }
  return false;
}

Result<Document> FhirCodec::Decode(const RawMessage& message) const {
  const std::string_view raw = message.bytes.Expose();
  if (raw.size() > limits_.message_bytes_max) return Fail(ErrorCode::kTooLarge, "the message is over the limit");
  VEIL_ASSIGN(const JsonTree tree, fhir::ReadTree(raw, limits_));
  return fhir::ReadFields(raw, tree, limits_);
}

Result<PhiString> FhirCodec::Encode(const RawMessage& message, const Document& document,
                                    std::span<const Replacement> replacements) const {
  if (replacements.empty()) return message.bytes;
  VEIL_ASSIGN(const JsonTree tree, fhir::ReadTree(message.bytes.Expose(), limits_));
  return fhir::Encode(message.bytes, tree, document, replacements);
}

}  // namespace veil
