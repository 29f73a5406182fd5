#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "codec/hl7v2_envelope.h"
#include "message/byte_map.h"

namespace veil::hl7v2 {

// A segment cut into fields. Field n is fields[n]; in a header segment field 1 is the separator and field 2 the
// encoding characters, as the standard counts.
struct Segment {
  std::string_view name;
  std::vector<Span> fields;

  Span Field(std::size_t number) const { return number < fields.size() ? fields[number] : Span{}; }
};

// Errors: kMalformed if raw[span] does not begin with a segment name ([A-Z][A-Z0-9]{2}) and a field separator.
// `segment` is overwritten, so that its memory serves a whole message.
Result<void> CutSegment(std::string_view raw, Span span, char separator, Segment& segment);

// raw[span] cut at `delimiter` ('\0': not at all); at least one part. `parts` is overwritten.
void Cut(std::string_view raw, Span span, char delimiter, std::vector<Span>& parts);

}  // namespace veil::hl7v2
