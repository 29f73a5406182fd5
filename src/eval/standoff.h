#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "eval/gold.h"

namespace veil {

// A span that an annotator marked beside the text.
struct StandoffSpan {
  std::size_t begin = 0;  // in characters (code points) of the text, end exclusive
  std::size_t end = 0;
  std::string text;  // as the annotation repeats it: UTF-8; a blank may stand for a line end
  IdentifierType type = IdentifierType::kUnknown;
  std::int64_t place = -1;  // where the annotation stands in its file, for errors
};

// Annotated text whose spans stand beside it. A span within another is left out: who finds the outer finds the inner.
// Errors, with the place of the span: kMalformed (it ends beyond the text, is empty, its text is another than that
// which stands there, it overlaps another in part, it is an identifier within what may stay). `text` is UTF-8.
Result<Gold> GoldFromStandoff(std::string text, std::vector<StandoffSpan> spans);

}  // namespace veil
