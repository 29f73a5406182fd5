#include "detect/atoms.h"

#include <algorithm>
#include <deque>

namespace veil {
namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

AtomFinder::AtomFinder(const std::vector<std::string>& atoms) : atoms_(atoms.size()) {
  NumberBytes(atoms);
  next_.resize(symbols_);
  ending_.resize(1);
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (!IsAscii(atoms[i])) {
      beyond_ascii_.push_back(static_cast<int>(i));
    } else {
      ending_[Add(atoms[i])].push_back(static_cast<int>(i));
    }
  }
  LinkStates();
}

void AtomFinder::NumberBytes(const std::vector<std::string>& atoms) {
  for (const std::string& atom : atoms) {
    for (const char c : atom) {
      std::uint8_t& symbol = symbol_[static_cast<unsigned char>(c)];
      if (static_cast<unsigned char>(c) < 0x80 && symbol == 0) symbol = static_cast<std::uint8_t>(symbols_++);
    }
  }
  for (unsigned char c = 'A'; c <= 'Z'; ++c) symbol_[c] = symbol_[c | 0x20U];
}

// The state that `atom` leads to, made where there is none.
AtomFinder::State AtomFinder::Add(std::string_view atom) {
  State state = 0;
  for (const char c : atom) {
    const std::size_t edge = state * symbols_ + symbol_[static_cast<unsigned char>(c)];
    if (next_[edge] == 0) {
      next_[edge] = static_cast<State>(ending_.size());
      ending_.emplace_back();
      next_.resize(next_.size() + symbols_);
    }
    state = next_[edge];
  }
  return state;
}

// Breadth first: a state takes the missing edges, and the atoms, of the longest of its suffixes that is a state.
void AtomFinder::LinkStates() {
  std::vector<State> suffix(ending_.size(), 0);
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
      ending_[to].insert(ending_[to].end(), ending_[fallback].begin(), ending_[fallback].end());
      queue.push_back(to);
    }
  }
  for (const auto& atoms : ending_) reports_.push_back(atoms.empty() ? 0 : 1);
}

void AtomFinder::Report(State state, std::vector<char>& seen) const {
  for (const int atom : ending_[state]) seen[static_cast<std::size_t>(atom)] = 1;
}

std::vector<int> AtomFinder::Find(std::string_view text) const {
  std::vector<char> seen(atoms_, 0);
  State state = 0;
  unsigned char bits = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    bits |= byte;
    state = next_[state * symbols_ + symbol_[byte]];
    if (reports_[state] != 0) Report(state, seen);
  }
  if (bits >= 0x80) {
    for (const int atom : beyond_ascii_) seen[static_cast<std::size_t>(atom)] = 1;
  }
  std::vector<int> found;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i] != 0) found.push_back(static_cast<int>(i));
  }
  return found;
}

}  // namespace veil
