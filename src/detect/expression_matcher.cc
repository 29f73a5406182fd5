#include "detect/expression_matcher.h"

#include <algorithm>

namespace veil {
namespace {

bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool Holds(Edge edge, std::string_view text, std::size_t at) {
  switch (edge) {
    case Edge::kWord:
      return (at > 0 && IsWordByte(text[at - 1])) != (at < text.size() && IsWordByte(text[at]));
    case Edge::kTextBegins:
      return at == 0;
    case Edge::kLineBegins:
      return at == 0 || text[at - 1] == '\n';
    case Edge::kTextEnds:
      return at == text.size();
    case Edge::kLineEnds:
      return at == text.size() || text[at] == '\n';
  }
  return false;
}

// No symbol at the limit.
std::size_t SymbolAt(std::string_view text, std::size_t at, std::size_t limit) {
  return at < limit ? std::min<std::size_t>(static_cast<unsigned char>(text[at]), kBeyondAscii) : kSymbols;
}

}  // namespace

void ExpressionMatcher::Save(std::size_t slot, std::size_t at) {
  if (slot >= slots_.size()) return;
  alternatives_.push_back({kRestore, static_cast<std::uint32_t>(slot), slots_[slot]});
  slots_[slot] = at;
}

ExpressionMatcher::Answer ExpressionMatcher::Match(std::size_t expression, std::string_view text, std::size_t begin,
                                                   std::size_t limit) {
  slots_.fill(kNowhere);
  slots_[0] = begin;
  alternatives_.assign(1, {programs_.begin_of(expression), 0, begin});
  std::size_t work = 0;
  while (!alternatives_.empty()) {
    const Alternative alternative = alternatives_.back();
    alternatives_.pop_back();
    if (alternative.step == kRestore) {
      slots_[alternative.slot] = alternative.at;
      continue;
    }
    const Answer answer = Try(alternative.step, text, alternative.at, limit, work);
    if (answer != Answer::kNone) return answer;
  }
  return Answer::kNone;
}

// One alternative to its end; those met on the way are left for later.
ExpressionMatcher::Answer ExpressionMatcher::Try(std::uint32_t next, std::string_view text, std::size_t at,
                                                 std::size_t limit, std::size_t& work) {
  std::size_t symbol = SymbolAt(text, at, limit);
  const auto reads = [&](const Step& step) { return symbol < kSymbols && programs_.set(step)[symbol]; };
  const auto fails = [&](const Step& step) { return step.op == Step::Op::kRead && !reads(step); };
  while (true) {
    if (++work > kWorkMax) return Answer::kUnsure;
    const Step& step = programs_.step(next);
    next = step.next;
    switch (step.op) {
      case Step::Op::kRead:
        if (!reads(step)) return Answer::kNone;
        if (symbol == kBeyondAscii) return Answer::kUnsure;
        symbol = SymbolAt(text, ++at, limit);
        break;
      case Step::Op::kEither:
        // Most alternatives differ in their first character: those that it rules out are not tried.
        if (fails(programs_.step(step.next))) {
          next = step.other;
        } else if (!fails(programs_.step(step.other))) {
          alternatives_.push_back({step.other, 0, at});
        }
        break;
      case Step::Op::kSave:
        Save(step.slot, at);
        break;
      case Step::Op::kEdge:
        if (!Holds(step.edge, text, at)) return Answer::kNone;
        break;
      case Step::Op::kMatch:
        slots_[1] = at;
        return Answer::kMatch;
    }
  }
}

}  // namespace veil
