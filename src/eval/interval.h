#pragma once

#include <cstddef>
#include <span>

namespace veil {

// A 95 % interval of a share.
struct Interval {
  double low = 0;
  double high = 1;
};

// The score interval of Wilson (1927) for `hits` of `trials` independent trials; [0, 1] for none.
Interval WilsonInterval(std::size_t hits, std::size_t trials);

// The hits and trials of one document.
struct Cluster {
  std::size_t hits = 0;
  std::size_t trials = 0;
};

// Spans of one document are no independent trials: who misses a name once misses it again. So documents are drawn
// with replacement, 2,000 times, always by the same draws, and the interval is the middle 95 % of the shares. A share
// of 1 has no spread that way, hence the result also holds the interval of Wilson.
Interval ClusteredInterval(std::span<const Cluster> documents);

}  // namespace veil
