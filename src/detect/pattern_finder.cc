#include "detect/pattern_finder.h"

#include <array>
#include <utility>

namespace veil {
namespace {

// How an expression begins.
enum Begin : std::size_t { kWord, kBlank, kDigit, kText, kBegins };

// Letters of any word, a blank or other sign, a digit, or a text of its own.
Begin BeginOf(const ExpressionPrograms& programs, std::size_t expression) {
  constexpr std::size_t kLettersMany = 15;
  std::vector<std::uint32_t> steps;
  for (std::size_t before = 0; before <= kSymbols; ++before) {
    for (const std::uint32_t entry : programs.EntriesBehind(expression, before)) steps.push_back(entry);
  }
  std::vector<char> seen(programs.step_count());
  SymbolSet first;
  bool word = false;
  while (!steps.empty()) {
    const std::uint32_t at = steps.back();
    steps.pop_back();
    if (std::exchange(seen[at], 1) != 0) continue;
    const Step& step = programs.step(at);
    if (step.op == Step::Op::kMatch) continue;
    if (step.op == Step::Op::kRead) {
      const SymbolSet& set = programs.set(step);
      std::size_t letters = 0;
      for (std::size_t c = 'a'; c <= 'z'; ++c) letters += set[c] || set[c ^ 0x20U] ? 1 : 0;
      word = word || letters >= kLettersMany;
      first |= set;
      continue;
    }
    if (step.op == Step::Op::kEither) steps.push_back(step.other);
    steps.push_back(step.next);
  }
  return first[' '] ? kBlank : word ? kWord : first['4'] ? kDigit : kText;
}

}  // namespace

PatternFinder::PatternFinder(const ExpressionPrograms& programs, const ByteClasses& classes) : classes_(classes) {
  std::array<std::vector<std::uint32_t>, kBegins> expressions;
  for (std::uint32_t i = 0; i < programs.size(); ++i) expressions[BeginOf(programs, i)].push_back(i);
  for (std::vector<std::uint32_t>& some : expressions) automata_.emplace_back(programs, classes, std::move(some));
  NumberPlaces();
}

void PatternFinder::NumberPlaces() {
  std::map<std::vector<std::size_t>, std::size_t> numbers;
  for (std::size_t before = 0; before < classes_.count(); ++before) {
    std::vector<std::size_t> starts;
    for (PatternAutomaton& automaton : automata_) {
      starts.push_back(automaton.StartNumber(static_cast<ByteClass>(before)));
    }
    place_.push_back(numbers.emplace(std::move(starts), numbers.size()).first->second);
  }
  possible_.assign(numbers.size() * classes_.count() * classes_.count(), kUnknown);
}

std::uint8_t PatternFinder::Ask(ByteClass before, ByteClass first, ByteClass second) {
  std::uint8_t possible = 0;
  for (std::size_t i = 0; i < automata_.size(); ++i) {
    if (automata_[i].MayMatch(before, first, second)) possible |= static_cast<std::uint8_t>(1U << i);
  }
  return possible;
}

}  // namespace veil
