#include "detect/expression.h"

#include <algorithm>
#include <utility>

#include "detect/expression_syntax.h"

namespace veil {
namespace {

// Whether a character, or a choice of characters and edges, stands first and something behind it.
bool BeginsWithOne(const ExpressionPart& part) {
  using Kind = ExpressionPart::Kind;
  if (part.kind != Kind::kRow || part.of.size() < 2) return false;
  const ExpressionPart* first = &part.of.front();
  std::size_t at = 0;
  while (first->kind == Kind::kRow && first->of.size() < 2) {  // a group without capture, or flags
    if (first->of.empty() && ++at == part.of.size()) return false;
    first = first->of.empty() ? &part.of[at] : &first->of.front();
  }
  if (first->kind == Kind::kSet) return true;
  const auto is_one = [](const ExpressionPart& one) {
    const ExpressionPart& bare = one.kind == Kind::kRow && one.of.size() == 1 ? one.of.front() : one;
    return bare.kind == Kind::kSet || bare.kind == Kind::kEdge;
  };
  return first->kind == Kind::kEither && std::all_of(first->of.begin(), first->of.end(), is_one);
}

}  // namespace

// Writes from the end to the begin: each part is given the step that follows it.
class ProgramWriter {
 public:
  explicit ProgramWriter(ExpressionPrograms& programs) : programs_(programs) {}

  std::uint32_t Write(const ExpressionPart& part, std::uint32_t next) {
    using Kind = ExpressionPart::Kind;
    switch (part.kind) {
      case Kind::kSet:
        return Put({.op = Step::Op::kRead, .set = NumberOf(part.set), .next = next});
      case Kind::kEdge:
        return Put({.op = Step::Op::kEdge, .edge = part.edge, .next = next});
      case Kind::kRow:
        for (auto one = part.of.rbegin(); one != part.of.rend(); ++one) next = Write(*one, next);
        return next;
      case Kind::kEither:
        return WriteEither(part, next);
      case Kind::kRepeat:
        return WriteRepeat(part, next);
      case Kind::kGroup:
        return WriteGroup(part, next);
    }
    return next;
  }

  std::uint32_t Put(Step step) {
    programs_.steps_.push_back(step);
    return static_cast<std::uint32_t>(programs_.steps_.size() - 1);
  }

 private:
  std::uint32_t WriteEither(const ExpressionPart& part, std::uint32_t next) {
    std::uint32_t either = Write(part.of.back(), next);
    for (auto one = part.of.rbegin() + 1; one != part.of.rend(); ++one) {
      const std::uint32_t first = Write(*one, next);
      either = Put({.op = Step::Op::kEither, .next = first, .other = either});
    }
    return either;
  }

  std::uint32_t WriteRepeat(const ExpressionPart& part, std::uint32_t next) {
    const ExpressionPart& of = part.of.front();
    std::uint32_t rest = next;
    if (part.most == ExpressionPart::kNoMost) {
      rest = Put({.op = Step::Op::kEither});
      Fork(rest, Write(of, rest), next, part.longest);
    } else {
      for (int i = part.least; i < part.most; ++i) {
        const std::uint32_t once_more = Write(of, rest);
        rest = Put({.op = Step::Op::kEither});
        Fork(rest, once_more, next, part.longest);
      }
    }
    for (int i = 0; i < part.least; ++i) rest = Write(of, rest);
    return rest;
  }

  void Fork(std::uint32_t at, std::uint32_t more, std::uint32_t enough, bool longest) {
    programs_.steps_[at].next = longest ? more : enough;
    programs_.steps_[at].other = longest ? enough : more;
  }

  std::uint32_t WriteGroup(const ExpressionPart& part, std::uint32_t next) {
    const auto slot = static_cast<std::uint8_t>(2 * part.group);
    const auto slot_end = static_cast<std::uint8_t>(slot + 1);
    next = Put({.op = Step::Op::kSave, .slot = slot_end, .next = next});
    next = Write(part.of.front(), next);
    return Put({.op = Step::Op::kSave, .slot = slot, .next = next});
  }

  std::uint16_t NumberOf(const SymbolSet& set) {
    const auto [at, is_new] =
        programs_.set_numbers_.emplace(set.to_string(), static_cast<std::uint16_t>(programs_.sets_.size()));
    if (is_new) programs_.sets_.push_back(set);
    return at->second;
  }

  ExpressionPrograms& programs_;
};

std::optional<std::uint32_t> ExpressionPrograms::Add(std::string_view expression) {
  const std::optional<ExpressionPart> part = ReadExpression(expression);
  if (!part) return std::nullopt;
  const auto number = static_cast<std::uint32_t>(begins_.size());
  ProgramWriter writer(*this);
  const std::uint32_t match = writer.Put({.op = Step::Op::kMatch, .next = number});
  begins_.push_back(writer.Write(*part, match));
  ends_.push_back(static_cast<std::uint32_t>(steps_.size()));
  hidden_behind_.push_back(HiddenBehind(begins_.back()));
  begins_before_.push_back(hidden_behind_.back().none() && BeginsWithOne(*part));
  return number;
}

std::vector<std::uint32_t> ExpressionPrograms::EntriesBehind(std::size_t expression, std::size_t before) const {
  if (!begins_before_[expression]) return {begins_[expression]};
  std::vector<std::uint32_t> entries;
  AddEntries(begins_[expression], before, entries);
  return entries;
}

void ExpressionPrograms::AddEntries(std::uint32_t at, std::size_t before, std::vector<std::uint32_t>& entries) const {
  const Step& step = steps_[at];
  if (step.op == Step::Op::kEither) {
    AddEntries(step.next, before, entries);
    AddEntries(step.other, before, entries);
  } else if (step.op == Step::Op::kEdge) {
    entries.push_back(at);
  } else if (before < kSymbols && set(step)[before]) {
    entries.push_back(step.next);
  }
}

// Of A B ... C*, where each reads all that the one before it reads: A. What matches behind a character of A matches
// from that character on: each takes its neighbour's, and the loop one more.
SymbolSet ExpressionPrograms::HiddenBehind(std::uint32_t begin) const {
  const auto skip_saves = [&](std::uint32_t at) {
    while (steps_[at].op == Step::Op::kSave) at = steps_[at].next;
    return at;
  };
  std::uint32_t at = skip_saves(begin);
  if (steps_[at].op != Step::Op::kRead) return {};
  const SymbolSet first = set(steps_[at]);
  SymbolSet last = first;
  bool vague = false;  // beyond ASCII, sets that differ cannot be compared
  std::size_t row = 0;
  for (; steps_[at].op == Step::Op::kRead; ++row) {
    const SymbolSet& next = set(steps_[at]);
    if ((last & ~next).any()) return {};
    vague = vague || (row > 1 && last[kBeyondAscii] && next != last);
    last = next;
    at = skip_saves(steps_[at].next);
  }
  const Step& loop = steps_[at];
  if (loop.op != Step::Op::kEither) return {};
  SymbolSet looped;
  const auto add = [&](auto&& self, std::uint32_t i) -> void {  // alternatives that read one character and come back
    const Step& step = steps_[i];
    if (step.op == Step::Op::kEither && i != at) {
      self(self, step.next);
      self(self, step.other);
    } else if (step.op == Step::Op::kRead && step.next == at) {
      looped |= set(step);
    }
  };
  add(add, loop.next);
  vague = vague || (row > 1 && last[kBeyondAscii] && looped != last);
  if (vague || (last & ~looped).any()) return {};
  SymbolSet hidden = first;
  return hidden.reset(kBeyondAscii);
}

}  // namespace veil
