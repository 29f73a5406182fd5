#include "detect/pattern_filter.h"

#include <map>
#include <numeric>
#include <utility>

namespace veil {
namespace {

constexpr std::size_t kChoicesMax = 8;  // bits of a byte

// U+017F and U+212A fold to ASCII letters, so an expression without case may match them where an atom has s or k.
bool HasLetterThatFolds(std::string_view text) {
  return text.find("\xC5\xBF") != std::string_view::npos || text.find("\xE2\x84\xAA") != std::string_view::npos;
}

}  // namespace

PatternFilter::PatternFilter(std::span<const std::string_view> expressions) : atoms_({}) {
  std::map<Atom, std::vector<Use>> uses;
  for (std::uint32_t i = 0; i < expressions.size(); ++i) {
    std::vector<AtomChoice> choices = NeedsOf(expressions[i]);
    if (choices.size() > kChoicesMax) choices.resize(kChoicesMax);
    if (choices.empty()) needless_.push_back(i);
    needs_.push_back(static_cast<std::uint8_t>((1U << choices.size()) - 1));
    for (std::size_t bit = 0; bit < choices.size(); ++bit) {
      for (const Atom& atom : choices[bit]) uses[atom].push_back({i, static_cast<std::uint8_t>(1U << bit)});
    }
  }
  std::vector<Atom> atoms;
  for (const auto& [atom, of_atom] : uses) {
    atoms.push_back(atom);
    first_use_.push_back(static_cast<std::uint32_t>(uses_.size()));
    uses_.insert(uses_.end(), of_atom.begin(), of_atom.end());
  }
  first_use_.push_back(static_cast<std::uint32_t>(uses_.size()));
  atoms_ = AtomFinder(atoms);
}

std::span<const std::uint32_t> PatternFilter::Possible(std::string_view text, Scratch& scratch) const {
  if (HasLetterThatFolds(text)) {
    scratch.possible.resize(needs_.size());
    std::iota(scratch.possible.begin(), scratch.possible.end(), 0U);
    return scratch.possible;
  }
  scratch.missing = needs_;
  scratch.possible = needless_;
  scratch.seen.resize(first_use_.size());
  ++scratch.texts;
  atoms_.EachIn(text, [&](std::uint32_t atom) {
    if (std::exchange(scratch.seen[atom], scratch.texts) == scratch.texts) return;
    for (std::uint32_t i = first_use_[atom]; i < first_use_[atom + 1]; ++i) {
      std::uint8_t& missing = scratch.missing[uses_[i].expression];
      if ((missing & uses_[i].bit) == 0) continue;
      missing &= static_cast<std::uint8_t>(~uses_[i].bit);
      if (missing == 0) scratch.possible.push_back(uses_[i].expression);
    }
  });
  return scratch.possible;
}

}  // namespace veil
