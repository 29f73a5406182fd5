#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codec/charset.h"
#include "message/document.h"

namespace veil {

// The forms of written text that may stand in a message, or be one.
enum class BodyForm : std::uint8_t { kText, kHtml, kRtf };

// What a media type (RFC 6838, "text/html; charset=iso-8859-1") says of a body.
struct BodyType {
  BodyForm form = BodyForm::kText;
  std::optional<Charset> charset;  // none said: that of TextCharset
};

// Nothing for a type or a charset that Veil does not read (PDF, images, UTF-7). text/plain, text/markdown, text/html,
// application/xhtml+xml, text/rtf, application/rtf and text/richtext as RTF.
std::optional<BodyType> BodyTypeOf(std::string_view media_type);

// The fields of a body, in order of their bytes; maps lead to `bytes`. A text is one field. A page is one, and one for
// each attribute that may hold more than layout and each part that nobody reads (comments, scripts), which is unknown;
// so is RTF with what is no text (info, pict, object). Paths are `path`, and for attributes `path@name`.
// Errors: kInvalidEncoding, kUnsupportedCharset, kMalformed and kTooLarge (RTF that nests over `depth_max`).
Result<std::vector<Field>> OpenBody(const BodyType& type, std::string_view bytes, const std::string& path,
                                    std::size_t depth_max);

// The type with the charset of these bytes.
BodyType WithCharset(const BodyType& type, std::string_view bytes);

// UTF-8 text as it stands at byte `position` of a body that OpenBody opened; the type is that of WithCharset.
std::string EscapedInBody(const BodyType& type, std::string_view bytes, std::size_t position, std::string_view text);

}  // namespace veil
