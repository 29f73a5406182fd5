#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "detect/byte_classes.h"
#include "detect/expression.h"
#include "detect/pattern_automaton.h"

namespace veil {

// Says which of many expressions match at a place of a text.
//
// Expressions that begin alike share an automaton: the states of one for all would be as many as the product of what
// "a word", "a number" and "one of a thousand labels" may go on with. Two characters and the one before tell which of
// the automata have anything to read; at most places none has.
//
// Not thread-safe; programs and classes must outlive it.
class PatternFinder {
 public:
  PatternFinder(const ExpressionPrograms& programs, const ByteClasses& classes);

  // As PatternAutomaton::Walk. The order of the hits means nothing.
  template <typename Hit>
  std::size_t Find(std::string_view text, std::size_t at, std::size_t limit, Hit hit) {
    std::uint8_t possible = Possible(classes_.Before(text, at), classes_.At(text, at), classes_.At(text, at + 1));
    std::size_t work = 0;
    for (std::size_t i = 0; possible != 0; ++i, possible >>= 1) {
      if ((possible & 1) != 0) work += automata_[i].Walk(text, at, limit, hit);
    }
    return work;
  }

 private:
  static constexpr std::uint8_t kUnknown = 0xFF;

  // A bit for each automaton.
  std::uint8_t Possible(ByteClass before, ByteClass first, ByteClass second) {
    const std::size_t at = (place_[before] * classes_.count() + first) * classes_.count() + second;
    return possible_[at] != kUnknown ? possible_[at] : possible_[at] = Ask(before, first, second);
  }

  std::uint8_t Ask(ByteClass before, ByteClass first, ByteClass second);
  void NumberPlaces();

  const ByteClasses& classes_;
  std::vector<PatternAutomaton> automata_;
  std::vector<std::size_t> place_;      // a number for the classes of bytes behind which all places are alike
  std::vector<std::uint8_t> possible_;  // [place][class][class]
};

}  // namespace veil
