#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "eval/gold.h"

// Spans lie in order inside the text; the text marked anew reads the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  const auto gold = ParseGold({reinterpret_cast<const char*>(data), size});
  if (!gold) {
    VEIL_CHECK(gold.error().offset >= -1 && gold.error().offset <= static_cast<std::int64_t>(size));
    return 0;
  }
  VEIL_CHECK(gold->text.size() <= size);
  std::string marked;
  std::size_t done = 0;
  for (const GoldSpan& gold_span : gold->spans) {
    const Span span = gold_span.span;
    VEIL_CHECK(span.begin >= done && span.begin < span.end && span.end <= gold->text.size());
    marked += gold->text.substr(done, span.begin - done) + "{{";
    marked += gold_span.type ? IdentifierTypeName(*gold_span.type).view() : "KEEP";
    marked += ":" + gold->text.substr(span.begin, span.size()) + "}}";
    done = span.end;
  }
  marked += gold->text.substr(done);
  const auto again = ParseGold(marked);
  VEIL_CHECK(again && again->text == gold->text && again->spans == gold->spans);
  return 0;
}
