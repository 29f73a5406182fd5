#include "eval/standoff.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace veil {
namespace {

// The byte at which each character begins, and the end of the text.
std::vector<std::size_t> CharacterBegins(const std::string& text) {
  std::vector<std::size_t> begins;
  begins.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) begins.push_back(i);
  }
  begins.push_back(text.size());
  return begins;
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Line ends and tabs in an attribute's value reach its reader as blanks (XML 1.0, 3.3.3).
bool SameButForBlanks(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return x == y || (IsBlank(x) && IsBlank(y)); });
}

}  // namespace

Result<Gold> GoldFromStandoff(std::string text, std::vector<StandoffSpan> spans) {
  const std::vector<std::size_t> begins = CharacterBegins(text);
  std::stable_sort(spans.begin(), spans.end(), [](const StandoffSpan& a, const StandoffSpan& b) {
    return std::tuple(a.begin, b.end) < std::tuple(b.begin, a.end);  // the longer first
  });
  Gold gold;
  for (const StandoffSpan& span : spans) {
    if (span.begin >= span.end) return Fail(ErrorCode::kMalformed, "an empty span", span.place);
    if (span.end >= begins.size()) return Fail(ErrorCode::kMalformed, "a span that ends beyond the text", span.place);
    const Span bytes = {begins[span.begin], begins[span.end]};
    if (!SameButForBlanks(std::string_view(text).substr(bytes.begin, bytes.size()), span.text)) {
      return Fail(ErrorCode::kMalformed, "a span whose text is not what stands at its place", span.place);
    }
    const GoldSpan one = {bytes, span.type};
    if (gold.spans.empty() || gold.spans.back().span.end <= bytes.begin) {
      gold.spans.push_back(one);
      continue;
    }
    const GoldSpan& outer = gold.spans.back();
    if (bytes.end > outer.span.end || (one.IsIdentifier() && !outer.IsIdentifier())) {
      return Fail(ErrorCode::kMalformed, "a span that overlaps another and is not part of it", span.place);
    }
  }
  gold.text = std::move(text);
  return gold;
}

}  // namespace veil
