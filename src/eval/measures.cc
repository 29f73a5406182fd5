#include "eval/measures.h"

namespace veil {

std::string DocumentScore::Folder() const {
  const std::size_t slash = name.find('/');
  return slash == std::string::npos ? "" : name.substr(0, slash);
}

Score Total(std::span<const DocumentScore> documents) {
  Score total;
  for (const DocumentScore& document : documents) total.Add(document.score);
  return total;
}

Measure SpanRecall() {
  return {"recall", [](const Score& score) {
            const SpanScore all = score.All();
            return Cluster{all.found, all.spans};
          }};
}

Measure TokenRecall() {
  return {"token recall", [](const Score& score) {
            const SpanScore all = score.All();
            return Cluster{all.tokens_found, all.tokens};
          }};
}

Measure Leaked() {
  return {"leaked characters",
          [](const Score& score) {
            const SpanScore all = score.All();
            return Cluster{all.leaked, all.characters};
          },
          false};
}

Measure Precision() {
  return {"token precision", [](const Score& score) { return Cluster{score.tokens.right, score.tokens.covered}; }};
}

Measure KeepSurvival() {
  return {"KEEP survival", [](const Score& score) { return Cluster{score.keep_survived, score.keep_spans}; }};
}

Measure WithoutLeak() {
  return {"without a leak", [](const Score& score) { return Cluster{score.without_leak, score.with_identifiers}; }};
}

Measure NameRecall() {
  return {"recall of names", [](const Score& score) {
            const SpanScore names = score.Names();
            return Cluster{names.found, names.spans};
          }};
}

Measure RecallOf(IdentifierType type) {
  return {std::string(IdentifierTypeName(type).view()), [type](const Score& score) {
            const SpanScore& spans = score.types[static_cast<std::size_t>(type)];
            return Cluster{spans.found, spans.spans};
          }};
}

Measure PrecisionOf(Evidence detector) {
  return {std::string(EvidenceName(detector).view()), [detector](const Score& score) {
            const TokenScore& tokens = score.detectors[static_cast<std::size_t>(detector)].tokens;
            return Cluster{tokens.right, tokens.covered};
          }};
}

std::optional<double> Share(std::size_t part, std::size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::optional<double> ShareOf(const Score& score, const Measure& measure) {
  const Cluster sums = measure.of(score);
  return Share(sums.hits, sums.trials);
}

Interval IntervalOf(std::span<const DocumentScore> documents, const Measure& measure) {
  std::vector<Cluster> clusters;
  clusters.reserve(documents.size());
  for (const DocumentScore& document : documents) clusters.push_back(measure.of(document.score));
  return ClusteredInterval(clusters);
}

}  // namespace veil
