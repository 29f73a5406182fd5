#include "codec/hl7v2_segment.h"

#include <algorithm>

namespace veil::hl7v2 {
namespace {

constexpr std::size_t kNameSize = 3;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsUpperOrDigit(char c) { return IsUpper(c) || (c >= '0' && c <= '9'); }

}  // namespace

Result<void> CutSegment(std::string_view raw, Span span, char separator, Segment& segment) {
  const std::string_view bytes = raw.substr(span.begin, span.size());
  const bool named = bytes.size() >= kNameSize && IsUpper(bytes[0]) && IsUpperOrDigit(bytes[1]) &&
                     IsUpperOrDigit(bytes[2]) && (bytes.size() == kNameSize || bytes[kNameSize] == separator);
  if (!named) {
    return Fail(ErrorCode::kMalformed, "a line that is no segment", static_cast<std::int64_t>(span.begin));
  }
  segment.name = bytes.substr(0, kNameSize);
  segment.fields.clear();
  if (IsHeader(bytes)) {
    // Shifts the rest by one: MSH-1 is the separator itself.
    segment.fields.push_back({span.begin, span.begin + kNameSize});
    segment.fields.push_back({span.begin + kNameSize, span.begin + kNameSize + 1});
    std::vector<Span> rest;
    Cut(raw, {span.begin + kNameSize + 1, span.end}, separator, rest);
    segment.fields.insert(segment.fields.end(), rest.begin(), rest.end());
  } else {
    Cut(raw, span, separator, segment.fields);
  }
  return {};
}

void Cut(std::string_view raw, Span span, char delimiter, std::vector<Span>& parts) {
  parts.clear();
  raw = raw.substr(0, span.end);
  std::size_t begin = span.begin;
  if (delimiter != '\0') {
    for (std::size_t end = raw.find(delimiter, begin); end != std::string_view::npos;
         end = raw.find(delimiter, begin)) {
      parts.push_back({begin, end});
      begin = end + 1;
    }
  }
  parts.push_back({begin, span.end});
}

}  // namespace veil::hl7v2
