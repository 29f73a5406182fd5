#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "base/identifier_type.h"
#include "base/literal.h"
#include "message/byte_map.h"

namespace veil {

// A place where a pattern matches.
struct PatternMatch {
  std::string_view text;                   // the whole text that is searched
  Span span;                               // the identifier in it
  std::array<std::string_view, 4> groups;  // capture groups 1 to 4 of the expression; empty where there is none
};

// One form in which an identifier is written.
struct Pattern {
  // RE2 syntax (RE2 has no look-around and no backtracking). The identifier is capture group 1 if the expression has
  // groups, else the whole match.
  std::string_view expression;
  IdentifierType type = IdentifierType::kUnknown;
  float confidence = 0.9F;
  // Asked of each match, if given: check digits, dates that exist, words beside it.
  bool (*accepts)(const PatternMatch& match) = nullptr;
};

// Patterns of one kind; one file (pattern_<name>.cc) a family. The comment above each pattern names its source.
struct PatternFamily {
  Literal name;
  std::span<const Pattern> patterns;
};

// Every family there is; the array is in patterns.cc.
std::span<const PatternFamily> PatternFamilies();

}  // namespace veil
