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

// One document in two runs.
struct ClusterPair {
  Cluster before;
  Cluster after;
};

// The middle 95 % of the change of a share, after - before, when documents are drawn as above, each in both runs at
// once: what is hard in both runs cancels out. [0, 0] where nothing differs.
Interval PairedInterval(std::span<const ClusterPair> documents);

// The two-sided sign test: how probable so uneven a split of changed documents, or a more uneven one, is if each had
// changed either way with equal chance. 1 for none.
double SignTest(std::size_t better, std::size_t worse);

}  // namespace veil
