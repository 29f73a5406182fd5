#include "detect/pattern_automaton.h"

#include <algorithm>

namespace veil {
namespace {

using Op = Step::Op;

bool IsBegin(Edge edge) { return edge == Edge::kTextBegins || edge == Edge::kLineBegins; }

SymbolSet Letters(char first, char last) {
  SymbolSet set;
  for (auto c = static_cast<std::size_t>(first); c <= static_cast<std::size_t>(last); ++c) set.set(c);
  return set;
}

}  // namespace

PatternAutomaton::PatternAutomaton(const ExpressionPrograms& programs, const ByteClasses& classes,
                                   std::vector<std::uint32_t> expressions)
    : programs_(programs), classes_(classes), expressions_(std::move(expressions)) {
  owner_.resize(programs.step_count());
  now_.visited.resize(programs.step_count());
  then_.visited.resize(programs.step_count());
  std::uint32_t step = 0;
  for (std::uint32_t expression = 0; expression < programs.size(); ++expression) {
    while (step < programs.end_of(expression)) owner_[step++] = expression;
  }
  Forget();
}

bool PatternAutomaton::MayMatch(ByteClass before, std::span<const ByteClass> ahead) {
  Ref state = Start(before);
  for (const ByteClass read : ahead) {
    if (TellsNothing(state)) return false;
    if (!HitsOf(state).empty()) return true;
    state = Next(state, read);
  }
  return !TellsNothing(state);
}

void PatternAutomaton::Forget() {
  states_.clear();
  numbers_.clear();
  next_.clear();
  starts_.assign(classes_.count(), 0);
  states_.emplace_back();  // number 0 is no state
  next_.resize(std::size_t{1} << ByteClasses::kBits);
}

void PatternAutomaton::Begin(StepList& list) {
  list.steps.clear();
  if (++list.visit == 0) {
    std::fill(list.visited.begin(), list.visited.end(), 0U);
    list.visit = 1;
  }
}

bool PatternAutomaton::Reads(const Step& step, ByteClass read) const {
  static const SymbolSet small_letters = Letters('a', 'z');
  static const SymbolSet capitals = Letters('A', 'Z');
  const SymbolSet& set = programs_.set(step);
  if (read == classes_.small_letter()) return (set & small_letters).any();
  if (read == classes_.capital()) return (set & capitals).any();
  return set[classes_.SymbolOf(read)];
}

bool PatternAutomaton::Visits(StepList& list, std::uint32_t at) {
  return std::exchange(list.visited[at], list.visit) != list.visit;
}

// All steps that may come next from `at` behind a character of class `before`. Edges that the next character decides
// stay as they are.
void PatternAutomaton::Follow(std::uint32_t at, ByteClass before, StepList& list) {
  stack_.push_back(at);
  while (!stack_.empty()) {
    at = stack_.back();
    stack_.pop_back();
    if (!Visits(list, at)) continue;
    const Step& step = programs_.step(at);
    if (step.op == Op::kEither) {
      stack_.push_back(step.other);
      stack_.push_back(step.next);
    } else if (step.op == Op::kSave) {
      stack_.push_back(step.next);
    } else if (step.op == Op::kEdge && IsBegin(step.edge)) {
      const bool line = step.edge == Edge::kLineBegins && before == classes_.line_end();
      if (line || before == classes_.text_begin()) stack_.push_back(step.next);
    } else {
      list.steps.push_back(at);
    }
  }
}

// The same behind an edge, now that the next character is known.
void PatternAutomaton::FollowEdges(std::uint32_t at, bool word_edge, ByteClass read, StepList& list) {
  stack_.push_back(at);
  while (!stack_.empty()) {
    at = stack_.back();
    stack_.pop_back();
    if (!Visits(list, at)) continue;
    const Step& step = programs_.step(at);
    if (step.op == Op::kEither) {
      stack_.push_back(step.other);
      stack_.push_back(step.next);
    } else if (step.op == Op::kSave) {
      stack_.push_back(step.next);
    } else if (step.op == Op::kEdge) {
      const bool ends = read == classes_.text_end() || (step.edge == Edge::kLineEnds && read == classes_.line_end());
      if (step.edge == Edge::kWord ? word_edge : ends || IsBegin(step.edge)) stack_.push_back(step.next);
    } else {
      list.steps.push_back(at);
    }
  }
}

// Takes the matches out of `steps`, and all else of an expression that has matched here: that it does is all that is
// asked.
void PatternAutomaton::TakeHits(std::vector<std::uint32_t>& steps, State& state) {
  for (const std::uint32_t at : steps) {
    if (programs_.step(at).op == Op::kMatch) state.hits.push_back(owner_[at]);
  }
  if (state.hits.empty()) return;
  std::erase_if(steps, [&](std::uint32_t at) {
    return std::find(state.hits.begin(), state.hits.end(), owner_[at]) != state.hits.end();
  });
}

PatternAutomaton::Ref PatternAutomaton::MakeStart(ByteClass before) {
  const std::size_t symbol = before == classes_.utf8_tail() ? kBeyondAscii : classes_.SymbolOf(before);
  Begin(then_);
  for (const std::uint32_t expression : expressions_) {
    const SymbolSet& hidden_behind = programs_.hidden_behind(expression);
    if (symbol < kBeyondAscii && hidden_behind[symbol]) continue;
    for (const std::uint32_t entry : programs_.EntriesBehind(expression, symbol)) Follow(entry, before, then_);
  }
  State state;
  TakeHits(then_.steps, state);
  state.steps = then_.steps;
  state.behind_word = classes_.IsWord(before);
  const Ref start = Keep(std::move(state));
  starts_[before] = start;
  return start;
}

PatternAutomaton::Ref PatternAutomaton::Make(Ref from, ByteClass read) {
  const State& before = StateOf(from);
  State state;
  Begin(now_);
  for (const std::uint32_t at : before.steps) FollowEdges(at, before.behind_word != classes_.IsWord(read), read, now_);
  TakeHits(now_.steps, state);
  state.hits_before_last = state.hits.size();
  Begin(then_);
  if (read == classes_.utf8_tail()) {  // the character is read already
    then_.steps = before.steps;
    TakeHits(then_.steps, state);
  } else if (classes_.SymbolOf(read) != ByteClasses::kNoSymbol) {
    for (const std::uint32_t at : now_.steps) {
      const Step& step = programs_.step(at);
      if (Reads(step, read)) Follow(step.next, read, then_);
    }
    TakeHits(then_.steps, state);
  }
  state.steps = then_.steps;
  state.behind_word = classes_.IsWord(read);
  made_ += before.steps.size() + now_.steps.size() + then_.steps.size();
  if (states_.size() >= kStatesMax) {
    Forget();
    return Keep(std::move(state));
  }
  const Ref next = Keep(std::move(state));
  next_[IndexOf(from, read)] = next;
  return next;
}

PatternAutomaton::Ref PatternAutomaton::Keep(State state) {
  std::sort(state.steps.begin(), state.steps.end());
  const bool word_matters = std::any_of(state.steps.begin(), state.steps.end(), [&](std::uint32_t at) {
    return programs_.step(at).op == Op::kEdge && programs_.step(at).edge == Edge::kWord;
  });
  state.behind_word = state.behind_word && word_matters;
  std::u32string key(state.steps.begin(), state.steps.end());
  key += state.behind_word ? U'w' : U'-';
  key.append(state.hits.begin(), state.hits.end());
  key += static_cast<char32_t>(state.hits_before_last);
  key += static_cast<char32_t>(state.hits.size());
  const auto [at, is_new] = numbers_.emplace(std::move(key), static_cast<Ref>(0));
  if (!is_new) return at->second;
  at->second = static_cast<Ref>(states_.size());
  if (state.steps.empty() || !state.hits.empty()) at->second |= kSpecial;
  states_.push_back(std::move(state));
  next_.resize(states_.size() << ByteClasses::kBits);
  return at->second;
}

}  // namespace veil
