#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "detect/byte_classes.h"
#include "detect/expression.h"

namespace veil {

// Says which of some expressions match at one place of a text: one automaton for all of them, anchored there, whose
// states are made when a text first leads to them (as RE2's are) and forgotten when they are too many.
//
// Anchored, the states are few: what stands before a place, and what began there, is no part of them. Most places are
// left after one or two characters.
//
// As the programs do, it reads more than RE2 beyond ASCII. Not thread-safe; programs and classes must outlive it.
class PatternAutomaton {
 public:
  PatternAutomaton(const ExpressionPrograms& programs, const ByteClasses& classes,
                   std::vector<std::uint32_t> expressions);

  // Calls hit(expression), once, for each expression that matches text[begin, end) for some end <= limit, or matches
  // from the character before on and has nothing but that character there (ExpressionPrograms::EntriesBehind). Those
  // hidden behind the character before are left out (hidden_behind). `begin` is the first byte of a character. Returns
  // the work done, in bytes read; a state that had to be made counts for many.
  template <typename Hit>
  std::size_t Walk(std::string_view text, std::size_t begin, std::size_t limit, Hit hit) {
    made_ = 0;
    Ref state = Start(classes_.Before(text, begin));
    std::size_t at = begin;
    while (true) {
      if ((state & kSpecial) != 0) {
        for (const std::uint32_t expression : HitsOf(state)) hit(expression);
        if (IsDead(state)) break;
      }
      if (at >= limit) {
        const Ref last = Next(state, classes_.At(text, limit));
        for (const std::uint32_t expression : HitsBeforeLast(last)) hit(expression);
        break;
      }
      state = Run(state, text, at, limit);
    }
    return at - begin + made_;
  }

  // Whether Walk could tell anything of a place behind `before` where `ahead` stands.
  bool MayMatch(ByteClass before, std::span<const ByteClass> ahead);

  // Places behind characters of classes with one number are alike.
  std::size_t StartNumber(ByteClass before) { return Start(before); }

 private:
  // A state's number, and kSpecial if it is dead or tells hits. Nothing (0): not made yet.
  using Ref = std::uint16_t;
  static constexpr Ref kSpecial = 0x8000;
  static constexpr std::size_t kStatesMax = 32'700;  // a number is 15 bits

  struct State {
    std::vector<std::uint32_t> steps;  // kRead, and kEdge that the next character decides
    bool behind_word = false;          // where that matters
    std::vector<std::uint32_t> hits;   // of expressions
    std::size_t hits_before_last = 0;  // of these, how many match without the last character read
  };

  // Steps in the order of their first visit, each once.
  struct StepList {
    std::vector<std::uint32_t> steps;
    std::vector<std::uint32_t> visited;
    std::uint32_t visit = 0;
  };

  Ref Next(Ref state, ByteClass read) {
    const Ref next = next_[IndexOf(state, read)];
    return next != 0 ? next : Make(state, read);
  }

  // Reads on from `at` < limit, up to a special state or the limit.
  Ref Run(Ref state, std::string_view text, std::size_t& at, std::size_t limit) {
    const Ref* const next = next_.data();
    while (true) {
      const Ref to = next[IndexOf(state, classes_.Of(text[at]))];
      if (to == 0) return Make(state, classes_.Of(text[at++]));
      ++at;
      if ((to & kSpecial) != 0 || at >= limit) return to;
      state = to;
    }
  }

  static std::size_t IndexOf(Ref state, ByteClass read) {
    return static_cast<std::size_t>(state & ~kSpecial) << ByteClasses::kBits | read;
  }
  Ref Start(ByteClass before) { return starts_[before] != 0 ? starts_[before] : MakeStart(before); }
  const State& StateOf(Ref state) const { return states_[state & ~kSpecial]; }
  std::span<const std::uint32_t> HitsOf(Ref state) const { return StateOf(state).hits; }
  std::span<const std::uint32_t> HitsBeforeLast(Ref state) const {
    return HitsOf(state).first(StateOf(state).hits_before_last);
  }
  bool IsDead(Ref state) const { return StateOf(state).steps.empty(); }
  bool TellsNothing(Ref state) const { return (state & kSpecial) != 0 && IsDead(state) && HitsOf(state).empty(); }

  Ref MakeStart(ByteClass before);
  Ref Make(Ref from, ByteClass read);
  Ref Keep(State state);
  void Forget();
  void Begin(StepList& list);
  void Follow(std::uint32_t at, ByteClass before, StepList& list);
  void FollowEdges(std::uint32_t at, bool word_edge, ByteClass read, StepList& list);
  bool Reads(const Step& step, ByteClass read) const;
  bool Visits(StepList& list, std::uint32_t at);
  void TakeHits(std::vector<std::uint32_t>& steps, State& state);

  const ExpressionPrograms& programs_;
  const ByteClasses& classes_;
  std::vector<std::uint32_t> expressions_;
  std::vector<std::uint32_t> owner_;  // the expression of a step
  std::vector<Ref> next_;             // [IndexOf(state, class)]
  std::vector<Ref> starts_;
  std::vector<State> states_;
  std::unordered_map<std::u32string, Ref> numbers_;
  StepList now_;
  StepList then_;
  std::vector<std::uint32_t> stack_;
  std::size_t made_ = 0;
};

}  // namespace veil
