#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/i2b2_xml.h"
#include "base/check.h"
#include "base/fold.h"

// Spans lie in order inside the text and on whole characters; errors lie inside the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  const auto gold = ParseI2b2({reinterpret_cast<const char*>(data), size});
  if (!gold) {
    VEIL_CHECK(gold.error().offset >= -1 && gold.error().offset <= static_cast<std::int64_t>(size));
    return 0;
  }
  const std::string_view text = gold->text;
  VEIL_CHECK(IsUtf8(text));
  std::size_t done = 0;
  for (const GoldSpan& gold_span : gold->spans) {
    const Span span = gold_span.span;
    VEIL_CHECK(span.begin >= done && span.begin < span.end && span.end <= text.size());
    VEIL_CHECK(IsUtf8(text.substr(span.begin, span.size())));
    done = span.end;
  }
  return 0;
}
