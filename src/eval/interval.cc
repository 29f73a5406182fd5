#include "eval/interval.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace veil {
namespace {

constexpr std::size_t kRounds = 2000;

// Draws as many of `count` documents as there are, with replacement, again and again; `add` takes one, `share` says
// what the round gave. The middle 95 % of the rounds that gave something.
template <typename Add, typename Share>
Interval Bootstrap(std::size_t count, const Add& add, const Share& share) {
  std::mt19937_64 dice(1);
  std::vector<double> shares;
  shares.reserve(kRounds);
  for (std::size_t round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < count; ++i) add(dice() % count);
    share(shares);
  }
  if (shares.empty()) return {-1, 1};
  std::sort(shares.begin(), shares.end());
  const std::size_t tail = shares.size() / 40;  // 2.5 % on each side
  return {shares[tail], shares[shares.size() - 1 - tail]};
}

void AddTo(Cluster& sum, const Cluster& document) {
  sum.hits += document.hits;
  sum.trials += document.trials;
}

double ShareOf(const Cluster& sum) { return static_cast<double>(sum.hits) / static_cast<double>(sum.trials); }

}  // namespace

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
  Cluster all;
  for (const Cluster& document : documents) AddTo(all, document);
  const Interval interval = WilsonInterval(all.hits, all.trials);
  if (all.trials == 0) return interval;
  Cluster drawn;
  const Interval rounds = Bootstrap(
      documents.size(), [&](std::size_t i) { AddTo(drawn, documents[i]); },
      [&](std::vector<double>& shares) {
        if (drawn.trials > 0) shares.push_back(ShareOf(drawn));
        drawn = {};
      });
  return {std::min(interval.low, rounds.low), std::max(interval.high, rounds.high)};
}

Interval PairedInterval(std::span<const ClusterPair> documents) {
  ClusterPair drawn;
  const auto add = [&](std::size_t i) {
    AddTo(drawn.before, documents[i].before);
    AddTo(drawn.after, documents[i].after);
  };
  const auto share = [&](std::vector<double>& shares) {
    if (drawn.before.trials > 0 && drawn.after.trials > 0)
      shares.push_back(ShareOf(drawn.after) - ShareOf(drawn.before));
    drawn = {};
  };
  return Bootstrap(documents.size(), add, share);
}

double SignTest(std::size_t better, std::size_t worse) {
  const std::size_t n = better + worse;
  const double log_all = static_cast<double>(n) * std::log(2.0);
  double tail = 0;  // of the binomial distribution with chance 1/2, up to the smaller side
  double log_ways = 0;
  for (std::size_t k = 0; k <= std::min(better, worse); ++k) {
    tail += std::exp(log_ways - log_all);
    log_ways += std::log(static_cast<double>(n - k)) - std::log(static_cast<double>(k + 1));
  }
  return std::min(1.0, 2 * tail);
}

}  // namespace veil
