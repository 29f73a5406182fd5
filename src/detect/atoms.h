#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "detect/expression_needs.h"

namespace veil {

// Says which of many short texts occur in a text: one pass, one table look-up a byte (Aho and Corasick 1975).
// Immutable, thread-safe.
class AtomFinder {
 public:
  explicit AtomFinder(std::span<const Atom> atoms);

  // Calls each(number) for every place where an atom ends. Begin and end of `text` end a word.
  template <typename Each>
  void EachIn(std::string_view text, Each each) const;

 private:
  using State = std::uint32_t;

  // An atom that ends in a state.
  struct End {
    std::uint32_t atom = 0;
    std::uint8_t size = 0;
    bool word_begins = false;
    bool word_ends = false;
  };

  void NumberSymbols(std::span<const Atom> atoms);
  State Add(std::string_view text);
  void LinkStates(std::vector<std::vector<End>>& ending);

  static bool IsWordByte(char c) {
    const unsigned char symbol = SymbolOf(static_cast<unsigned char>(c));
    return (symbol >= 'a' && symbol <= 'z') || symbol == '0' || symbol == '_';
  }

  std::array<std::uint8_t, 256> symbol_{};  // of a byte; 0: in no atom
  std::uint32_t symbols_ = 1;
  std::uint32_t states_ = 1;
  std::vector<State> next_;               // [state * symbols_ + symbol]
  std::vector<std::uint32_t> first_end_;  // of a state, in ends_; one more than there are states
  std::vector<End> ends_;
};

template <typename Each>
void AtomFinder::EachIn(std::string_view text, Each each) const {
  State state = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    state = next_[state * symbols_ + symbol_[static_cast<unsigned char>(text[at])]];
    for (std::uint32_t i = first_end_[state]; i < first_end_[state + 1]; ++i) {
      const End& end = ends_[i];
      if (end.word_ends && at + 1 < text.size() && IsWordByte(text[at + 1])) continue;
      if (end.word_begins && at >= end.size && IsWordByte(text[at - end.size])) continue;
      each(end.atom);
    }
  }
}

}  // namespace veil
