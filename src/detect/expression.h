#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace veil {

// A character of ASCII is its own symbol; all others are one, kBeyondAscii: programs tell them apart only roughly.
inline constexpr std::size_t kBeyondAscii = 128;
inline constexpr std::size_t kSymbols = 129;
using SymbolSet = std::bitset<kSymbols>;

// What must hold between two characters.
enum class Edge : std::uint8_t { kWord, kTextBegins, kLineBegins, kTextEnds, kLineEnds };

// One step of a program (Thompson 1968, Pike's machine).
struct Step {
  enum class Op : std::uint8_t {
    kRead,    // a character of sets[set], then `next`
    kEither,  // `next`, or `other` if that fails
    kSave,    // the place, as `slot`, then `next`
    kEdge,    // `edge` holds, then `next`
    kMatch,   // of expression `next`
  };
  Op op = Op::kMatch;
  Edge edge = Edge::kWord;
  std::uint8_t slot = 0;  // 2 n: capture group n begins; 2 n + 1: it ends
  std::uint16_t set = 0;
  std::uint32_t next = 0;
  std::uint32_t other = 0;
};

// Programs of many expressions in RE2 syntax, in one array.
//
// On ASCII a program reads what RE2 reads, and prefers what RE2 prefers (the leftmost alternative first). Beyond ASCII
// it may read more: a set that holds one such character holds all.
class ExpressionPrograms {
 public:
  // Nothing for syntax that pattern families have no use for; else the number of the expression.
  std::optional<std::uint32_t> Add(std::string_view expression);

  std::size_t size() const { return begins_.size(); }
  std::uint32_t begin_of(std::size_t expression) const { return begins_[expression]; }
  std::uint32_t end_of(std::size_t expression) const { return ends_[expression]; }  // of its steps in the array
  const Step& step(std::uint32_t at) const { return steps_[at]; }
  std::size_t step_count() const { return steps_.size(); }
  const SymbolSet& set(const Step& step) const { return sets_[step.set]; }
  const std::vector<SymbolSet>& sets() const { return sets_; }

  // The steps at which a match may go on behind the character `before` (kSymbols: none). If the expression begins with
  // one character or an edge, as in (?:^|[^\w]), that is what `before` was asked for, and the match began with it.
  std::vector<std::uint32_t> EntriesBehind(std::size_t expression, std::size_t before) const;
  bool BeginsBefore(std::size_t expression) const { return begins_before_[expression]; }

  // Characters of ASCII behind which a match never begins, unless the search begins there: with any of them it would
  // have begun one character earlier, as for [a-z]{3,}x. Empty for most.
  const SymbolSet& hidden_behind(std::size_t expression) const { return hidden_behind_[expression]; }

 private:
  friend class ProgramWriter;

  void AddEntries(std::uint32_t at, std::size_t before, std::vector<std::uint32_t>& entries) const;
  SymbolSet HiddenBehind(std::uint32_t begin) const;

  std::vector<Step> steps_;
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> ends_;
  std::vector<bool> begins_before_;
  std::vector<SymbolSet> hidden_behind_;
  std::vector<SymbolSet> sets_;
  std::map<std::string, std::uint16_t> set_numbers_;
};

}  // namespace veil
