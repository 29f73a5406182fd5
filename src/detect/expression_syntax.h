#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "detect/expression.h"

namespace veil {

// An expression as its syntax shows it.
struct ExpressionPart {
  enum class Kind : std::uint8_t { kSet, kEdge, kRow, kEither, kRepeat, kGroup };
  static constexpr int kNoMost = -1;

  Kind kind = Kind::kRow;
  SymbolSet set;
  Edge edge = Edge::kWord;
  int least = 0;  // of kRepeat
  int most = kNoMost;
  bool longest = true;             // rather than shortest
  int group = 0;                   // of kGroup: from 1
  std::vector<ExpressionPart> of;  // an empty kRow is nothing
};

// Reads the syntax of RE2, as far as pattern families use it.
std::optional<ExpressionPart> ReadExpression(std::string_view expression);

}  // namespace veil
