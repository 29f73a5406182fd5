#include "detect/pattern_finder.h"

#include <array>
#include <map>
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
  FindBegins();
}

void PatternFinder::NumberPlaces() {
  std::map<std::vector<std::size_t>, std::size_t> numbers;
  for (std::size_t i = 0; i < classes_.count(); ++i) {
    const auto before = static_cast<ByteClass>(i);
    std::vector<std::size_t> starts;
    for (PatternAutomaton& automaton : automata_) starts.push_back(automaton.StartNumber(before));
    const auto [at, is_new] = numbers.emplace(std::move(starts), numbers.size());
    place_.push_back(at->second);
    if (is_new) before_.push_back(before);
  }
  pairs_.assign(numbers.size() << 2 * ByteClasses::kBits, kUnknown);
  words_.resize(numbers.size());
}

// Nothing begins at a UTF-8 tail.
void PatternFinder::FindBegins() {
  begins_.resize(std::size_t{1} << 2 * ByteClasses::kBits);
  std::map<std::pair<std::size_t, std::size_t>, bool> known;  // by place
  for (std::size_t before = 0; before < classes_.count(); ++before) {
    for (std::size_t i = 0; i < classes_.count(); ++i) {
      const auto first = static_cast<ByteClass>(i);
      if (first == classes_.utf8_tail()) continue;
      const auto [at, is_new] = known.try_emplace({place_[before], i}, false);
      if (is_new) at->second = Ask(place_[before], std::span(&first, 1)) != 0;
      begins_[IndexOf(static_cast<ByteClass>(before), first)] = at->second ? 1 : 0;
    }
  }
}

std::uint8_t PatternFinder::Ask(std::size_t place, std::span<const ByteClass> ahead) {
  std::uint8_t possible = 0;
  for (std::size_t i = 0; i < automata_.size(); ++i) {
    if (automata_[i].MayMatch(before_[place], ahead)) possible |= static_cast<std::uint8_t>(1U << i);
  }
  return possible;
}

void PatternFinder::Prepare(Words& words) {
  words.lengths.assign((2 * kLettersMax + 2) << 2 * ByteClasses::kBits, kUnknown);
  words.begins.assign(2 * 26 * 26 * 26, kUnknown);
}

std::uint8_t PatternFinder::AskLength(std::size_t place, bool capital, std::size_t letters,
                                      std::span<const ByteClass> behind) {
  std::vector<ByteClass> ahead(letters, classes_.small_letter());
  if (capital) ahead.front() = classes_.capital();
  ahead.insert(ahead.end(), behind.begin(), behind.end());
  return Ask(place, ahead);
}

std::uint8_t PatternFinder::AskBegin(std::size_t place, std::string_view letters) {
  std::vector<ByteClass> ahead;
  for (const char letter : letters) ahead.push_back(classes_.Of(letter));
  return Ask(place, ahead);
}

}  // namespace veil
