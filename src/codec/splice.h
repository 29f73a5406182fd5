#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/phi.h"
#include "base/result.h"
#include "message/document.h"
#include "message/replacement.h"

namespace veil {

// The bytes that stand for UTF-8 `text` at byte `raw_position` of the message, in its charset and with its escapes.
using Escape = std::function<std::string(std::string_view text, std::size_t raw_position)>;

// New bytes in the place of raw[span].
struct Edit {
  Span span;
  std::string bytes;
};

// The edits of one replacement. Where the span lies in several raw runs (a name over two OBX segments), the words of
// the replacement are dealt out over the runs in proportion to their text, and what stands between the runs stays.
void AppendEdits(const Document& document, const Replacement& replacement, const Escape& escape,
                 std::vector<Edit>& edits);

// `raw` with the edits applied, every other byte as it came. Two edits may meet in one translated piece: the first
// takes it, the second keeps its text. Errors: kEncodeFailed when an edit lies outside the message.
Result<PhiString> Apply(PhiView raw, std::vector<Edit> edits);

// Both of the above for all replacements. Errors: kEncodeFailed also for a replacement that fits no field.
Result<PhiString> Splice(PhiView raw, const Document& document, std::span<const Replacement> replacements,
                         const Escape& escape);

// Whether the replacement names a field of the document and a span inside it.
bool Fits(const Document& document, const Replacement& replacement);

}  // namespace veil
