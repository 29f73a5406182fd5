#include "detect/expression_matcher.h"

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

}  // namespace

void ExpressionMatcher::Save(std::size_t slot, std::size_t at) {
  if (slot >= slots_.size()) return;
  alternatives_.push_back({kRestore, static_cast<std::uint32_t>(slot), slots_[slot]});
  slots_[slot] = at;
}

bool ExpressionMatcher::FailsAtOnce(std::uint32_t number, std::string_view text, std::size_t at,
                                    std::size_t limit) const {
  const Step& step = programs_.step(number);
  if (step.op != Step::Op::kRead || at >= limit) return step.op == Step::Op::kRead;
  const auto byte = static_cast<unsigned char>(text[at]);
  return !programs_.set(step)[byte < kBeyondAscii ? byte : kBeyondAscii];
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
    std::size_t at = alternative.at;
    std::uint32_t next = alternative.step;
    for (bool fails = false; !fails;) {
      if (++work > kWorkMax) return Answer::kUnsure;
      const Step& step = programs_.step(next);
      next = step.next;
      switch (step.op) {
        case Step::Op::kRead: {
          const std::size_t byte = at < limit ? static_cast<unsigned char>(text[at]) : 0U;
          const bool beyond = byte >= kBeyondAscii;
          if (at < limit && beyond && programs_.set(step)[kBeyondAscii]) return Answer::kUnsure;
          fails = at >= limit || beyond || !programs_.set(step)[byte];
          ++at;
          break;
        }
        case Step::Op::kEither:
          // Most alternatives differ in their first character: those that it rules out are not tried.
          if (FailsAtOnce(step.next, text, at, limit)) {
            next = step.other;
          } else if (!FailsAtOnce(step.other, text, at, limit)) {
            alternatives_.push_back({step.other, 0, at});
          }
          break;
        case Step::Op::kSave:
          Save(step.slot, at);
          break;
        case Step::Op::kEdge:
          fails = !Holds(step.edge, text, at);
          break;
        case Step::Op::kMatch:
          slots_[1] = at;
          return Answer::kMatch;
      }
    }
  }
  return Answer::kNone;
}

}  // namespace veil
