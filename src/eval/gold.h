#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/identifier_type.h"
#include "base/result.h"
#include "message/byte_map.h"

namespace veil {

// What an annotator marked: bytes of the text without markup.
struct GoldSpan {
  Span span;
  std::optional<IdentifierType> type;  // nothing: KEEP, a word that must survive

  bool IsIdentifier() const { return type && !MayStay(*type); }  // a row of the first table
  bool operator==(const GoldSpan&) const = default;
};

// An annotated message without its markup. Annotated text was read and marked by people who may read it, and its errors
// are shown to them: it is no Phi.
struct Gold {
  std::string text;             // UTF-8
  std::vector<GoldSpan> spans;  // in order, without overlap
};

// Takes the markup {{TYPE:...}} out of an annotated text (tests/corpus/ANNOTATION.md). A closing }} outside of a span
// is text, as in JSON.
// Errors, with the offset into `marked`: kMalformed (a {{ without a known TYPE and ':', a span without end, a span in a
// span, an empty span), kInvalidEncoding.
Result<Gold> ParseGold(std::string_view marked);

}  // namespace veil
