#include <string>

#include "base/check.h"
#include "pipeline/finder.h"

namespace veil::fuzz {
namespace {

// Whether one of the resolved findings covers the whole of `span`.
bool Covered(const Findings& resolved, std::size_t field, Span span) {
  for (const Finding& finding : resolved) {
    if (finding.field == field && finding.span.begin <= span.begin && span.end <= finding.span.end) return true;
  }
  return span.empty();
}

}  // namespace
}  // namespace veil::fuzz

// Whatever the message: what any detector saw is covered, once, and lies inside the message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  static const auto codecs = MakeCodecs({});
  static const auto detectors = MakeDetectors({});
  RawMessage message;
  message.bytes = PhiString(std::string(reinterpret_cast<const char*>(data), size));
  const auto found = Find(codecs, detectors, message);
  if (!found) return 0;
  for (const Finding& finding : found->evidence) {
    VEIL_CHECK(finding.field < found->document.fields.size());
    VEIL_CHECK(finding.span.begin <= finding.span.end);
    VEIL_CHECK(finding.span.end <= found->document.fields[finding.field].text.size());
    VEIL_CHECK(fuzz::Covered(found->resolved, finding.field, finding.span));
  }
  for (std::size_t i = 1; i < found->resolved.size(); ++i) {
    const Finding& before = found->resolved[i - 1];
    const Finding& after = found->resolved[i];
    VEIL_CHECK(before.field < after.field || (before.field == after.field && before.span.end <= after.span.begin));
  }
  for (const Entity& entity : ToEntities(found->document, found->resolved)) {
    VEIL_CHECK(entity.raw.begin <= entity.raw.end && entity.raw.end <= size);
  }
  return 0;
}
