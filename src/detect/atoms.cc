#include "detect/atoms.h"

#include <deque>

namespace veil {

AtomFinder::AtomFinder(std::span<const Atom> atoms) {
  NumberSymbols(atoms);
  next_.resize(symbols_);
  std::vector<std::vector<End>> ending(1);
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const State state = Add(atoms[i].text);
    ending.resize(states_);
    ending[state].push_back({static_cast<std::uint32_t>(i), static_cast<std::uint8_t>(atoms[i].text.size()),
                             atoms[i].word_begins, atoms[i].word_ends});
  }
  LinkStates(ending);
  for (const std::vector<End>& ends : ending) {
    first_end_.push_back(static_cast<std::uint32_t>(ends_.size()));
    ends_.insert(ends_.end(), ends.begin(), ends.end());
  }
  first_end_.push_back(static_cast<std::uint32_t>(ends_.size()));
}

void AtomFinder::NumberSymbols(std::span<const Atom> atoms) {
  for (const Atom& atom : atoms) {
    for (const char c : atom.text) {
      std::uint8_t& symbol = symbol_[static_cast<unsigned char>(c)];
      if (symbol == 0) symbol = static_cast<std::uint8_t>(symbols_++);
    }
  }
  for (unsigned byte = 0; byte < 256; ++byte) symbol_[byte] = symbol_[SymbolOf(static_cast<unsigned char>(byte))];
}

// The state that `text` leads to, made where there is none.
AtomFinder::State AtomFinder::Add(std::string_view text) {
  State state = 0;
  for (const char c : text) {
    const std::size_t edge = state * symbols_ + symbol_[static_cast<unsigned char>(c)];
    if (next_[edge] == 0) {
      next_[edge] = states_++;
      next_.resize(next_.size() + symbols_);
    }
    state = next_[edge];
  }
  return state;
}

// Breadth first: a state takes the missing edges, and the atoms, of the longest of its suffixes that is a state.
void AtomFinder::LinkStates(std::vector<std::vector<End>>& ending) {
  std::vector<State> suffix(states_, 0);
  std::deque<State> queue{0};
  while (!queue.empty()) {
    const State state = queue.front();
    queue.pop_front();
    for (std::size_t symbol = 0; symbol < symbols_; ++symbol) {
      State& to = next_[state * symbols_ + symbol];
      const State fallback = state == 0 ? 0 : next_[suffix[state] * symbols_ + symbol];
      if (to == 0) {
        to = fallback;
        continue;
      }
      suffix[to] = fallback;
      ending[to].insert(ending[to].end(), ending[fallback].begin(), ending[fallback].end());
      queue.push_back(to);
    }
  }
}

}  // namespace veil
