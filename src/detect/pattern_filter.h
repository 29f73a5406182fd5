#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "detect/atoms.h"

namespace veil {

// Says which of many expressions may match somewhere in a text, by what they cannot do without (expression_needs.h).
// One pass over the text for all of them. Immutable, thread-safe.
class PatternFilter {
 public:
  explicit PatternFilter(std::span<const std::string_view> expressions);

  // Space to work in, to be used again for the next text.
  struct Scratch {
    std::vector<std::uint32_t> seen;  // of an atom: the last text that holds it
    std::uint32_t texts = 0;
    std::vector<std::uint8_t> missing;
    std::vector<std::uint32_t> possible;
  };

  // The numbers of the expressions that may match, each once.
  std::span<const std::uint32_t> Possible(std::string_view text, Scratch& scratch) const;

 private:
  // An expression whose choice `bit` an atom meets.
  struct Use {
    std::uint32_t expression = 0;
    std::uint8_t bit = 0;
  };

  std::vector<std::uint8_t> needs_;       // of an expression: a bit for each choice
  std::vector<std::uint32_t> needless_;   // expressions of which nothing is known
  std::vector<std::uint32_t> first_use_;  // of an atom, in uses_; one more than there are atoms
  std::vector<Use> uses_;
  AtomFinder atoms_;
};

}  // namespace veil
