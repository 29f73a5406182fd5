#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace veil {

// Says which of many short texts ("atoms", as RE2 calls what an expression cannot do without) occur in a text.
//
// Case does not matter. An atom with bytes beyond ASCII is said to occur in any text that has such bytes, so no rule of
// Unicode case can hide one. One pass, one table look-up a byte (Aho and Corasick 1975). Immutable, thread-safe.
class AtomFinder {
 public:
  explicit AtomFinder(const std::vector<std::string>& atoms);

  // The numbers of the atoms that occur, each once, in ascending order.
  std::vector<int> Find(std::string_view text) const;

 private:
  using State = std::uint32_t;

  void NumberBytes(const std::vector<std::string>& atoms);
  State Add(std::string_view atom);
  void LinkStates();
  void Report(State state, std::vector<char>& seen) const;

  std::array<std::uint8_t, 256> symbol_{};  // of a byte; 0: in no atom
  std::size_t symbols_ = 1;
  std::size_t atoms_ = 0;
  std::vector<State> next_;               // [state * symbols_ + symbol]
  std::vector<std::vector<int>> ending_;  // the atoms that end in a state
  std::vector<char> reports_;             // whether any do
  std::vector<int> beyond_ascii_;
};

}  // namespace veil
