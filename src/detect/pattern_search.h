#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "detect/byte_classes.h"
#include "detect/expression.h"
#include "detect/expression_matcher.h"
#include "detect/pattern.h"
#include "detect/pattern_finder.h"
#include "message/finding.h"

namespace re2 {
class RE2;
}

namespace veil {

// The patterns of some families, ready to be searched. Immutable; the families must outlive it.
class CompiledPatterns {
 public:
  explicit CompiledPatterns(std::span<const PatternFamily> families);
  ~CompiledPatterns();

  bool ok() const { return ok_; }  // whether all compile
  std::size_t size() const { return patterns_.size(); }
  const Pattern& pattern(std::size_t number) const { return *patterns_[number]; }
  const re2::RE2& expression(std::size_t number) const { return *expressions_[number]; }
  const ExpressionPrograms& programs() const { return programs_; }
  const ByteClasses& classes() const { return *classes_; }

 private:
  void Add(const Pattern& pattern);

  std::vector<const Pattern*> patterns_;
  std::vector<std::unique_ptr<const re2::RE2>> expressions_;
  ExpressionPrograms programs_;
  std::unique_ptr<const ByteClasses> classes_;
  bool ok_ = true;
};

// Searches all patterns in one pass over a text: a pattern is matched where the finder tells of it, and nowhere else.
//
// What it finds is what RE2 finds for each pattern alone, leftmost first and each search going on behind its last
// match. Where the finder has more to do than a byte should cost, RE2 does search each pattern alone, so that the cost
// stays linear. For one thread at a time.
class PatternSearch {
 public:
  explicit PatternSearch(const CompiledPatterns& patterns);

  void Run(std::string_view text, std::size_t field, Findings& found);

 private:
  void RunParagraph(Span paragraph);
  void Look(std::size_t at, std::size_t limit);
  void TryAt(std::uint32_t number, std::size_t at, std::size_t limit);
  void TryWithRe2(std::uint32_t number, std::size_t at, std::size_t limit, bool anchored);
  std::size_t SearchStretch(std::size_t begin, std::size_t end);
  void Judge(std::uint32_t number, Span whole, const PatternMatch& match);

  const CompiledPatterns& patterns_;
  PatternFinder finder_;
  ExpressionMatcher matcher_;
  std::string_view text_;
  std::size_t field_ = 0;
  Findings* found_ = nullptr;
  std::vector<std::size_t> resume_;  // where the search of a pattern goes on
  std::vector<std::uint32_t> hits_;
  std::int64_t credit_ = 0;  // work that may still be done
};

}  // namespace veil
