#include "surrogate/ages.h"

#include <algorithm>

#include "base/fold.h"
#include "surrogate/draws.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr int kAgeTop = 89;

// "yo", "y/o", "-year-old", " years", "F", "M": what follows a number that is read with it.
bool UnitFollows(std::string_view after) {
  const std::size_t begin = after.find_first_not_of(" -");
  if (begin == std::string_view::npos || begin > 1) return false;
  const std::string_view rest = after.substr(begin);
  std::size_t size = 0;
  while (size < rest.size() && IsLetter(rest[size])) ++size;
  const std::string word = Lower(rest.substr(0, size));
  for (const std::string_view unit :
       {"y", "yo", "yr", "yrs", "year", "years", "yof", "yom", "f", "m", "female", "male"}) {
    if (word == unit) return true;
  }
  return false;
}

Piece NumberIn(std::string_view text) {
  for (const Piece& piece : Pieces(text)) {
    if (piece.kind == PieceKind::kDigits) return piece;
  }
  return {};
}

int Number(std::string_view digits) {
  constexpr std::size_t kDigitsMax = 3;
  if (digits.empty()) return 0;
  return digits.size() > kDigitsMax ? 999 : std::stoi(std::string(digits));
}

}  // namespace

Made Ages::Generalized(const Original& original) const {
  const Piece number = NumberIn(original.text);
  const int age = Number(number.In(original.text));
  const bool over = original.type == IdentifierType::kAgeOver89 || age > kAgeTop;
  if (!over) {
    if (number.span.empty()) return std::nullopt;
    const int band = age / 10 * 10;
    const std::string low = std::to_string(band);
    return Edited(original.text, {{number.span, original.IsStructured() ? low : low + "-" + std::to_string(band + 9)}});
  }
  if (number.span.empty()) {
    if (original.IsStructured()) return "90";
    const std::string words = UnitFollows(original.after) ? "ninety-plus" : "ninety or older";
    return CaseOf(original.text) == Case::kUpper ? Upper(words) : words;
  }
  if (original.IsStructured()) return Edited(original.text, {{number.span, "90"}});
  const std::string_view rest = original.text.substr(number.span.end);
  const bool unit = UnitFollows(rest.empty() ? original.after : rest);
  return Edited(original.text, {{number.span, unit || !rest.empty() ? "90+" : "90 or older"}});
}

Made Ages::Surrogate(const Original& original) const {
  const Piece number = NumberIn(original.text);
  if (original.type == IdentifierType::kAgeOver89 || number.span.empty()) return Generalized(original);
  const int age = Number(number.In(original.text));
  if (age > kAgeTop) return Generalized(original);
  Draws draws(seed_, "age", number.In(original.text));
  const int away = 1 + static_cast<int>(draws.Below(2));
  const bool older = age + away <= kAgeTop && (age < away + 1 || draws.Below(2) == 0);
  return Edited(original.text, {{number.span, std::to_string(older ? age + away : age - away)}});
}

}  // namespace veil::surrogate
