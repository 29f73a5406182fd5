#include "codec/attachment.h"

#include "codec/base64.h"
#include "codec/body.h"
#include "codec/splice.h"

namespace veil {
namespace {

// RTF inside a message nests no deeper than this.
constexpr std::size_t kDepthMax = 64;

}  // namespace

std::optional<std::vector<Field>> OpenAttachment(std::string_view encoded, std::string_view media_type) {
  const auto type = BodyTypeOf(media_type);
  if (!type) return std::nullopt;
  const auto bytes = FromBase64(encoded);
  if (!bytes) return std::nullopt;
  auto fields = OpenBody(*type, *bytes, {}, kDepthMax);
  if (!fields) return std::nullopt;
  for (Field& field : *fields) {
    field.path.clear();
    field.encoded.emplace();
    field.encoded->map = std::move(field.map);
    field.map = {};
    field.map.AppendVirtual(field.text.size(), 0);
  }
  return std::move(*fields);
}

Result<std::string> CloseAttachment(std::string_view encoded, std::string_view media_type, const Document& document,
                                    std::span<const Replacement> replacements) {
  const auto said = BodyTypeOf(media_type);
  const auto bytes = FromBase64(encoded);
  if (!said || !bytes) return Fail(ErrorCode::kEncodeFailed, "an attachment that was never opened");
  const BodyType type = WithCharset(*said, *bytes);
  const Escape escape = [&](std::string_view text, std::size_t position) {
    return EscapedInBody(type, *bytes, position, text);
  };
  std::vector<Edit> edits;
  Document inner;  // one field, whose map leads to the decoded bytes
  inner.fields.emplace_back();
  std::size_t field = document.fields.size();
  for (const Replacement& replacement : replacements) {
    if (field != replacement.field) inner.fields[0].map = document.fields[replacement.field].encoded->map;
    field = replacement.field;
    const Replacement moved{0, replacement.span, replacement.text};
    if (!Fits(inner, moved)) return Fail(ErrorCode::kEncodeFailed, "a replacement fits no field");
    AppendEdits(inner, moved, escape, edits);
  }
  VEIL_ASSIGN(const PhiString edited, Apply(PhiView(*bytes), std::move(edits)));
  return ToBase64(edited.Expose());
}

}  // namespace veil
