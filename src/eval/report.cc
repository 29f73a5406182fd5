#include "eval/report.h"

#include <map>
#include <utility>

namespace veil {

Score Total(std::span<const DocumentScore> documents) {
  Score total;
  for (const DocumentScore& document : documents) total.Add(document.score);
  return total;
}

std::optional<double> Share(std::size_t part, std::size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::optional<double> Recall(const Score& score) {
  const SpanScore all = score.All();
  return Share(all.found, all.spans);
}

std::optional<double> Precision(const Score& score) { return Share(score.tokens.right, score.tokens.covered); }

Interval RecallInterval(std::span<const DocumentScore> documents) {
  std::vector<Cluster> clusters;
  clusters.reserve(documents.size());
  for (const DocumentScore& document : documents) {
    const SpanScore all = document.score.All();
    clusters.push_back({all.found, all.spans});
  }
  return ClusteredInterval(clusters);
}

std::vector<std::vector<DocumentScore>> ByFolder(std::span<const DocumentScore> documents) {
  std::map<std::string, std::vector<DocumentScore>> folders;
  for (const DocumentScore& document : documents) folders[document.folder].push_back(document);
  std::vector<std::vector<DocumentScore>> rows;
  for (auto& [name, inside] : folders) rows.push_back(std::move(inside));
  return rows;
}

}  // namespace veil
