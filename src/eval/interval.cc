#include "eval/interval.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace veil {

Interval WilsonInterval(std::size_t hits, std::size_t trials) {
  if (trials == 0) return {};
  constexpr double kZ = 1.959963984540054;  // the 97.5th percentile of the normal distribution
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(hits) / n;
  const double shrink = 1 + kZ * kZ / n;
  const double centre = (share + kZ * kZ / (2 * n)) / shrink;
  const double half = kZ * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n)) / shrink;
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Interval ClusteredInterval(std::span<const Cluster> documents) {
  constexpr std::size_t kRounds = 2000;
  Cluster all;
  for (const Cluster& document : documents) {
    all.hits += document.hits;
    all.trials += document.trials;
  }
  Interval interval = WilsonInterval(all.hits, all.trials);
  if (all.trials == 0) return interval;
  std::mt19937_64 dice(1);
  std::vector<double> shares;
  for (std::size_t round = 0; round < kRounds; ++round) {
    Cluster drawn;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const Cluster& document = documents[dice() % documents.size()];
      drawn.hits += document.hits;
      drawn.trials += document.trials;
    }
    if (drawn.trials > 0) shares.push_back(static_cast<double>(drawn.hits) / static_cast<double>(drawn.trials));
  }
  std::sort(shares.begin(), shares.end());
  const std::size_t tail = shares.size() / 40;  // 2.5 % on each side
  interval.low = std::min(interval.low, shares[tail]);
  interval.high = std::max(interval.high, shares[shares.size() - 1 - tail]);
  return interval;
}

}  // namespace veil
