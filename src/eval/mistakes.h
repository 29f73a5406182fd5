#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/literal.h"
#include "eval/cover.h"
#include "eval/gold.h"

namespace veil {

enum class MistakeKind : std::uint8_t {
  kMissed,  // an identifier of which a letter or digit is not covered
  kFalse,   // found, and neither an identifier nor a KEEP span
  kHarmed,  // a KEEP span of which a letter or digit is covered
};

Literal MistakeKindName(MistakeKind kind);  // "MISSED", "FALSE", "HARMED"

// A place where annotators and detectors do not agree, for people who tune detectors.
struct Mistake {
  MistakeKind kind = MistakeKind::kMissed;
  Span span;                                       // bytes of the text without markup
  IdentifierType type = IdentifierType::kUnknown;  // kMissed: what annotators gave; otherwise what was found
  // What mistakes of one class share. kMissed: the shape of what leaks (ShapeOf), after "the rest: " where some of the
  // span is covered. Otherwise: which detectors cover any of it, and its shape, as "by dictionary+tagger: Xx".
  std::string detail;
};

// In order of the text. False tokens that stand side by side in one find are one mistake.
std::vector<Mistake> FindMistakes(const Gold& gold, std::span<const FoundSpan> resolved,
                                  std::span<const FoundSpan> evidence);

// The form of a text without its words: runs of capitals are X, of other letters x, of digits 9, of blanks one blank;
// other ASCII stays, anything else is '?'. Longer than 16 characters it ends in "...". "McKay, 12/03" is "XxXx, 9/9".
std::string ShapeOf(std::string_view text);

// One line, without its end:
//   MISSED DATE notes/a.txt:123 seen on «3/4» by the surgeon
// with 30 bytes of annotated text on each side, in whole characters and on one line.
std::string ShowMistake(const std::string& name, const Gold& gold, const Mistake& mistake);

}  // namespace veil
