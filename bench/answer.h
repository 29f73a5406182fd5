#pragma once

#include <benchmark/benchmark.h>

#include <string>

#include "base/digest.h"
#include "message/document.h"
#include "message/finding.h"
#include "message/replacement.h"

namespace veil::bench {

// What a benchmark computed, as bytes that can be compared. A benchmark computes it once before the clock runs and once
// after, and fails when the two differ or are empty: a fast wrong answer is not a result.
class Answer {
 public:
  void Add(std::size_t number);
  void Add(const std::string& bytes);
  void Add(const Document& document);
  void Add(const Findings& findings);
  void Add(const std::vector<Replacement>& replacements);

  bool empty() const { return bytes_.empty(); }
  Digest digest() const { return Digest::Of(bytes_); }

 private:
  std::string bytes_;
};

// Measures `run`, which goes over `bytes` bytes of `messages` messages and returns an Answer.
template <typename Run>
void Measure(benchmark::State& state, std::size_t bytes, std::size_t messages, const Run& run) {
  const Answer expected = run();
  if (expected.empty()) return state.SkipWithError("the answer is empty");
  Answer last;
  for (auto iteration : state) {
    (void)iteration;
    benchmark::DoNotOptimize(last = run());
  }
  if (last.digest() != expected.digest()) return state.SkipWithError("the answer changed between iterations");
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * messages));
}

}  // namespace veil::bench
